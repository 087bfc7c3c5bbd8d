// Puts one island in its place, in the page's language.
import { StrictMode, startTransition, useEffect, type ComponentType, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { currentLanguage } from "../i18n";

/** Tells when what it holds listens. */
function Awake({ onAwake, children }: { onAwake: () => void; children: ReactNode }): ReactNode {
  useEffect(onAwake, [onAwake]);
  return children;
}

/** Resolves once the island listens. */
export function mount(element: HTMLElement, island: ComponentType<never>, props: unknown): Promise<void> {
  const Island = island as ComponentType<Record<string, unknown>>;
  const locale = currentLanguage() === "fr" ? "fr-FR" : "en-US";
  return new Promise((resolve) => {
    const awake = (): void => {
      element.dataset["awake"] = "";
      resolve();
    };
    const root = createRoot(element);
    // As a transition, drawing is cut into slices between which keys and scrolling are answered.
    startTransition(() => root.render(
      <StrictMode>
        <I18nProvider locale={locale}>
          <Awake onAwake={awake}><Island {...(props as Record<string, unknown>)} /></Awake>
        </I18nProvider>
      </StrictMode>,
    ));
  });
}
