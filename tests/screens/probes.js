// What is measured on an open screen, beside axe: targets, sideways scroll, the ring, unfilled words.
(() => {
  const INTERACTIVE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=radio], [role=checkbox], [role=menuitem], [role=menuitemradio], [role=option], [role=switch]';
  const LEAST = 43.5;

  const visible = (element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true, contentVisibilityAuto: false });

  /** The rectangle that answers to a press: the box and what ::before and ::after add to it. */
  function area(element) {
    const box = element.getBoundingClientRect();
    const whole = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      if (style.content === 'none' || style.position !== 'absolute') continue;
      const [left, right, top, bottom] = ['left', 'right', 'top', 'bottom'].map((side) => parseFloat(style[side]));
      if ([left, right, top, bottom].some(Number.isNaN)) continue;
      whole.left = Math.min(whole.left, box.left + left);
      whole.right = Math.max(whole.right, box.right - right);
      whole.top = Math.min(whole.top, box.top + top);
      whole.bottom = Math.max(whole.bottom, box.bottom - bottom);
    }
    return { width: whole.right - whole.left, height: whole.bottom - whole.top };
  }

  /** The targets that are too small also when one has scrolled to them: at the edge of what scrolls, axe sees a part of each. */
  async function stillSmall(nodes) {
    const small = [];
    for (const node of nodes) {
      const address = node.target.join(' ');
      document.querySelector(address).scrollIntoView({ block: 'center' });
      const again = await globalThis.axe.run(document, { runOnly: { type: 'rule', values: ['target-size'] }, preload: false });
      small.push(...again.violations.flatMap((found) => found.nodes).filter((one) => one.target.join(' ') === address));
    }
    return small;
  }

  /** A link among the words of a sentence (WCAG 2.5.8, inline): its size follows the line. */
  function inSentence(element) {
    if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
    const around = element.parentElement;
    return around !== null && around.textContent.trim().length > element.textContent.trim().length;
  }

  /** A box or a round that is drawn by its label: the label is the target. */
  function target(element) {
    if (element.tagName !== 'INPUT' || !['checkbox', 'radio', 'file'].includes(element.type)) return element;
    return element.closest('label') ?? element;
  }

  /** Kept for assistive technology in a box of one pixel. */
  function unseen(element) {
    for (let one = element; one; one = one.parentElement) if (one.offsetWidth === 1 && one.offsetHeight === 1) return true;
    return false;
  }

  function name(element) {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.className} « ${words} »`;
  }

  const FRAMES = 30;
  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

  globalThis.probe = {
    smallTargets() {
      const small = new Map();
      for (const found of document.querySelectorAll(INTERACTIVE)) {
        const element = target(found);
        if (!visible(element) || inSentence(element) || element.closest('.skip, [aria-hidden=true]')) continue;
        if (getComputedStyle(element).pointerEvents === 'none') continue;
        const { width, height } = area(element);
        if (width === 0 && height === 0) continue;
        if (unseen(element)) continue;
        if (width < LEAST || height < LEAST) small.set(name(element), `${name(element)} ${Math.round(width)}×${Math.round(height)}`);
      }
      return [...small.values()];
    },
    /** What goes beyond the width of the page and stays there: an open menu is placed anew some frames after a change of width. */
    async sideways() {
      const root = document.scrollingElement;
      for (let frame = 0; frame < FRAMES && root.scrollWidth > root.clientWidth; frame += 1) await nextFrame();
      if (root.scrollWidth <= root.clientWidth) return [];
      const out = [...document.body.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.right > root.clientWidth + 1 && !element.parentElement.closest('.scroll-x, .tabs, .seg, .peek, .sr-only, .vh');
      });
      return [`${root.scrollWidth} px wide`, ...out.slice(0, 5).map((element) => `${name(element)} to ${Math.round(element.getBoundingClientRect().right)}`)];
    },
    unfilled() {
      const words = document.body.innerText.match(/\{[a-z_]+\}|\b(?:undefined|NaN|\[object Object\])\b/g) ?? [];
      return [...new Set(words)];
    },
    /** The ring of what has the focus, when the browser says it is to be seen. */
    ringless() {
      const element = document.activeElement;
      if (element === null || element === document.body || !element.matches(':focus-visible')) return null;
      const drawn = [element, element.closest('label'), element.parentElement, element.closest('.cp, .tick, .choice, .tree-row')].filter(Boolean);
      const ring = drawn.some((one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      });
      return ring ? null : name(element);
    },
    /** Words of buttons, labels and headings of tables: what must be in the reader's language. */
    words() {
      const found = document.querySelectorAll('button, .btn, label, .lab, th[scope=col], [role=tab], nav.bar a, .bar nav a');
      return [...new Set([...found].filter(visible).flatMap((element) => [element.textContent, element.getAttribute('aria-label')]).filter(Boolean).map((words) => words.trim()))];
    },
    drawAll() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.sec-block{content-visibility:visible!important} *,*::before,*::after{transition:none!important;animation:none!important}');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    async axe(only) {
      const result = await globalThis.axe.run(document, { resultTypes: ['violations'], preload: false, ...only });
      const judged = await Promise.all(result.violations.map(async (found) =>
        found.id === 'target-size' ? { ...found, nodes: await stillSmall(found.nodes) } : found));
      return judged.flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 4).map((node) => `${id}: ${help} | ${node.target.join(' ')} | ${node.html.slice(0, 160)} | ${node.any.concat(node.all, node.none).map((check) => check.message).join(' / ').slice(0, 200)}`));
    },
  };
})();
