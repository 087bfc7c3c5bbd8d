// What the one document is made of: StarterKit and tables.
import { TableKit } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";

export const extensions = [StarterKit.configure({ undoRedo: false }), TableKit];
