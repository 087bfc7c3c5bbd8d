// One Tiptap document with collaboration, shown as soon as its text has come.
import { HocuspocusProvider } from "@hocuspocus/provider";
import { Editor } from "@tiptap/core";
import Collaboration from "@tiptap/extension-collaboration";
import * as Y from "yjs";
import { extensions } from "./schema.js";

const document_ = new Y.Doc();
const provider = new HocuspocusProvider({
  url: `${location.origin.replace("http", "ws")}/collab`,
  name: new URLSearchParams(location.search).get("document"),
  document: document_,
  onSynced() {
    new Editor({
      element: document.querySelector("main"),
      extensions: [...extensions, Collaboration.configure({ document: document_, provider })],
    });
    document.documentElement.dataset.ready = "";
  },
});
