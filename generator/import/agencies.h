/* import, inside: who sends papers their news and pictures, for lists of words. */
#ifndef FANGZHI_IMPORT_AGENCIES_H
#define FANGZHI_IMPORT_AGENCIES_H

#define OWN_PAPER "本报 本刊 本台 本网 本社"
#define WIRES "新华社 中新社"
#define WIRE_SITES "新华网 中新网 人民网 央视网 光明网 中国网"
#define OTHER_WIRES "中央社 法新社 路透社"
/* As they stand behind a picture: 新华社/法新, 某某摄（影像中国） */
#define FOREIGN_WIRES "法新 美联 路透 欧新"
#define PICTURE_AGENCIES "影像中国 人民视觉 视觉中国"

#endif
