import ArgumentParser

extension CompletionKind {
  /// What a shell offers where chapters are meant: Markdown files, and folders on the way to them.
  static var chapters: CompletionKind { .file(extensions: ["md", "markdown"]) }
}
