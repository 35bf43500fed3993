/* What must not happen on any page (an error in the console, a request that
 * fails, a request that leaves the site), and what is waited for. */
"use strict";

/* The list grows as the page is used. */
exports.watch = (page, base) => {
  const problems = [];
  const isOurs = (url) => url.startsWith(base) || url.startsWith("data:") || url.startsWith("about:");
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push("console: " + message.text());
  });
  page.on("pageerror", (error) => problems.push("error: " + error.message));
  page.on("request", (request) => {
    if (!isOurs(request.url())) problems.push("request: " + request.url());
  });
  page.on("requestfailed", (request) => problems.push("failed: " + request.url()));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(response.status() + ": " + response.url());
  });
  return problems;
};

/* Playwright's own waitForFunction evaluates text, which the policy forbids. */
exports.until = async (page, what, test, argument) => {
  for (const end = Date.now() + 10000; Date.now() < end; ) {
    try {
      if (await page.evaluate(test, argument)) return;
    } catch (error) {
      if (!/navigation|context/i.test(error.message)) throw error;
    }
    await page.waitForTimeout(20);
  }
  throw new Error("waited in vain for " + what);
};
