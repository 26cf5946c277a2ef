// While something is dragged, the server is asked who else has that hour: one question at a time, always about where the pointer
// is now. The answer stands beside the pointer; it warns and never forbids.
export function clashes(root, server, texts) {
  const bubble = root.querySelector("[data-cal-clash]");
  let wanted = null, asking = false, x = 0, y = 0;

  const place = () => {
    const right = Math.min(x + 16, innerWidth - bubble.offsetWidth - 8);
    bubble.style.transform = `translate(${Math.max(8, right)}px, ${Math.min(y + 16, innerHeight - bubble.offsetHeight - 8)}px)`;
  };
  const follow = (event) => {
    x = event.clientX;
    y = event.clientY;
    if (!bubble.hidden) place();
  };

  function tell(told) {
    bubble.hidden = told.length === 0;
    root.toggleAttribute("data-clash", told.length > 0);
    if (told.length === 0) return;
    const title = document.createElement("strong");
    title.textContent = texts.clash;
    bubble.replaceChildren(title, ...told.map((text) => {
      const line = document.createElement("span");
      line.textContent = text;
      return line;
    }));
    place();
  }

  async function keepAsking() {
    asking = true;
    try {
      let asked = null;
      while (wanted && wanted !== asked) {
        asked = wanted;
        const told = await server.invokeMethodAsync("ClashesAsync", JSON.parse(asked));
        if (wanted === asked) tell(told);
      }
    } catch {
      // A warning that cannot be had holds nobody up.
    } finally {
      asking = false;
    }
  }

  document.addEventListener("pointermove", follow);
  return {
    ask(where) {
      const now = JSON.stringify(where);
      if (now === wanted) return;
      wanted = now;
      if (!asking) keepAsking();
    },
    /** By keyboard there is no pointer: the word stands beside what is moved. */
    beside(box) {
      x = box.right;
      y = box.top;
    },
    clear() {
      wanted = null;
      tell([]);
    },
    dispose: () => document.removeEventListener("pointermove", follow),
  };
}
