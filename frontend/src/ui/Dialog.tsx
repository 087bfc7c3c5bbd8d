// A dialog: focus stays inside, Escape closes it, focus returns where it came from.
import { useRef, type ReactElement, type ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { COMMON } from "../i18n/common";
import { speak } from "../i18n";
import { IconButton } from "./Button";
import { useKeptFocus } from "./keptFocus";

const say = speak(COMMON);

export interface DialogProps {
  title: string;
  /** A line under the title saying what this is about. */
  about?: ReactNode;
  wide?: boolean;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, about, wide = false, isOpen, onClose, children }: DialogProps): ReactElement {
  return (
    <ModalOverlay className="scrim" isDismissable isOpen={isOpen} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className={wide ? "dialog wide" : "dialog"}>
        <Body title={title} about={about} onClose={onClose}>{children}</Body>
      </Modal>
    </ModalOverlay>
  );
}

function Body({ title, about, onClose, children }: Pick<DialogProps, "title" | "about" | "onClose" | "children">): ReactElement {
  const body = useRef<HTMLElement>(null);
  useKeptFocus(body);
  return (
    <AriaDialog ref={body} className="dialog-body">
      <div className="row">
        <Heading slot="title" level={2} className="dialog-title">{title}</Heading>
        <IconButton icon="x" label={say("close")} place="right" onPress={onClose} />
      </div>
      {about === undefined ? null : <p className="sub">{about}</p>}
      {children}
    </AriaDialog>
  );
}
