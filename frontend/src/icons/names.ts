// The icons of sprite.svg by name (Lucide, ISC). The server draws the same file with <use href="…#name">.
export const ICON_NAMES = [
  "archive", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "at-sign", "ban", "bold", "book-a", "bot",
  "building-2", "calendar-clock", "calendar-days", "check", "chevron-down", "chevron-left", "chevron-right",
  "chevron-up", "circle", "circle-alert", "circle-check", "circle-dashed", "circle-help", "circle-x", "clock",
  "copy", "download", "ellipsis", "external-link", "eye", "eye-off", "factory", "file", "file-down", "file-plus",
  "file-text", "filter", "folder", "git-commit-horizontal", "grip-vertical", "hand", "hash", "history", "house",
  "image", "info", "italic", "key-round", "keyboard", "languages", "lightbulb", "link", "link-2", "list",
  "list-ordered", "list-tree", "lock", "log-out", "mail", "map-pin", "menu", "message-circle",
  "message-circle-question-mark", "message-square", "message-square-plus", "minus", "moon", "move", "panel-right",
  "paperclip", "pause", "pen-line", "pencil", "pencil-ruler", "pilcrow", "play", "plus", "radio", "redo-2", "rotate-ccw", "scale",
  "search", "send", "settings", "shield", "shield-alert", "shield-check", "snowflake", "split", "sun", "table",
  "table-2", "target", "thumbs-up", "trash-2", "triangle-alert", "undo-2", "unlink", "unlink-2", "upload", "user",
  "user-plus", "users", "waypoints", "wifi-off", "x",
] as const;

export type IconName = (typeof ICON_NAMES)[number];
