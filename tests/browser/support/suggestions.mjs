/*
 * The desk page as an agent sees it: the box, the precedents, and the answers that come by themselves.
 */
export const SUGGESTIONS = "**/desk/suggestions";

/** Cases of the shipped library that these words must bring first. */
export const BROADBAND = "宽带每晚掉线，光猫红灯一闪一闪";
export const BROADBAND_CASE = "1001";
export const CASH = "取款机没吐钱，卡里却扣了两千";
export const CASH_CASE = "1005";
export const BEYOND_SEARCH = "！！！？";
export const WITHOUT_PRECEDENT = "zxqvkj wqpzx";

export class DeskPage {
  constructor(page) {
    this.page = page;
    this.box = page.locator("#complaint-text");
    this.results = page.locator("[data-results]");
    this.cards = page.locator("[data-card]");
    this.problem = page.locator("[data-problem]");
  }

  /** Types at the end of the box and waits for the answer to the whole text. */
  async type(text) {
    const whole = (await this.box.inputValue()) + text;
    await this.answerTo(whole, () => this.box.pressSequentially(text, { delay: 5 }));
  }

  /** Replaces the text as a paste would, and waits for the answer to it. */
  async fill(text) {
    await this.answerTo(text, () => this.box.fill(text));
  }

  async answerTo(text, act) {
    const answered = this.page.waitForResponse((response) => isAnswerTo(response, text.trim()));
    await act();
    await answered;
    await this.settled();
  }

  settled() {
    return this.page.waitForFunction(() => !document.querySelector("[data-results]").hasAttribute("aria-busy"));
  }

  cardIds() {
    return this.cards.evaluateAll((cards) => cards.map((card) => card.dataset.card));
  }

  openCardIds() {
    return this.cards.evaluateAll((cards) => cards.filter((card) => card.querySelector("details").open).map((card) => card.dataset.card));
  }

  focusedCard() {
    return this.page.evaluate(() => document.activeElement.dataset?.card ?? null);
  }

  hasFocus() {
    return this.box.evaluate((box) => document.activeElement === box);
  }

  /** The line above the precedents, or the one that says why there are none. */
  summary() {
    return this.page.locator("[data-results] [data-summary]").innerText();
  }

  isEmptyState() {
    return this.page.locator("[data-results] [data-blank]").isVisible();
  }
}

export function asksFor(request, text) {
  return request.method() === "POST" && request.url().endsWith("/desk/suggestions") && textOf(request) === text;
}

function isAnswerTo(response, text) {
  return asksFor(response.request(), text);
}

/** The text in the form that the desk sends. */
export function textOf(request) {
  const body = request.postDataBuffer()?.toString("utf8") ?? "";
  return /name="text"\r\n\r\n([^]*?)\r\n--/.exec(body)?.[1]?.replace(/\r\n/g, "\n") ?? "";
}

/** Longer than the pause after which the desk asks: whatever has not gone out by then will not. */
export const QUIET_MILLISECONDS = 350;
