// Opens an exported page in a real browser: events can be clicked, quotes are read, filter and search work, nothing is asked of the
// network, no text of an archive runs, and axe finds no fault. Usage: node page.mjs AXE PAGE HOSTILE-PAGE
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [axe, page, hostile] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const open = async (file, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const tab = await context.newPage();
  const asked = [];
  const said = [];
  tab.on("request", (request) => asked.push(request.url()));
  tab.on("dialog", (dialog) => { said.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  tab.on("pageerror", (error) => said.push(String(error)));
  tab.on("console", (message) => said.push(message.text()));
  await tab.goto(pathToFileURL(file).href);
  return { tab, asked, said };
};

{
  const { tab, asked, said } = await open(page);
  const ready = await tab.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
  console.log(`ready after ${Math.round(ready)} ms`);
  const items = await tab.locator("li[data-kind]").count();
  assert.ok(items > 2, "there is a list of events");
  const mark = tab.locator(".view .of[data-of^='mark-event'] text").first();
  await mark.click();
  const chosen = tab.locator("li.chosen");
  assert.equal(await chosen.count(), 1, "a click on a mark chooses its event");
  const before = await chosen.getAttribute("id");
  await tab.keyboard.press("ArrowRight");
  assert.notEqual(await chosen.getAttribute("id"), before, "an arrow key goes on");
  assert.ok((await tab.locator("blockquote:visible").count()) > 0, "quotes can be read");
  await tab.locator("input[type=search]").fill("turkey");
  const found = await tab.locator("li[data-kind]:visible").count();
  assert.ok(found > 0 && found < items, "search leaves some");
  await tab.getByRole("button", { name: "Show all" }).click();
  assert.equal(await tab.locator("li[data-kind]:visible").count(), items, "all are back");
  await tab.getByText("Kinds").click();
  await tab.locator("input[name=kind]").first().uncheck();
  assert.ok((await tab.locator("li[data-kind]:visible").count()) < items, "a kind can be left out");
  assert.ok((await tab.locator(".view .of.out").count()) > 0, "and is faint in the figure");
  await tab.getByRole("button", { name: "Zoom in" }).click();
  assert.notEqual(await tab.locator(".view svg").getAttribute("viewBox"), null);
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    // The browser's own tools may run what the page may not.
    await tab.evaluate(readFileSync(axe, "utf8"));
    const faults = await tab.evaluate(async () => (await axe.run()).violations.map((fault) => `${fault.id}: ${fault.nodes[0].html.slice(0, 200)}`));
    assert.deepEqual(faults, [], `axe, ${colorScheme}`);
  }
  assert.deepEqual(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")), [], "nothing is asked of the network");
  assert.deepEqual(said, [], "nothing went wrong");
}
{
  const { tab } = await open(page, { javaScriptEnabled: false });
  assert.ok(await tab.locator(".view svg").isVisible(), "without script there is the figure");
  assert.ok((await tab.locator("li[data-kind]:visible").count()) > 2, "and the list");
  assert.ok(!(await tab.locator(".tools").isVisible()), "and no tool that does nothing");
}
{
  const { asked, said } = await open(hostile);
  assert.deepEqual(said, [], "no text of an archive runs");
  assert.deepEqual(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")), []);
}
await browser.close();
console.log("the page is well");
