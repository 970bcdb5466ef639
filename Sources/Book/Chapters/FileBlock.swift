import Markdown

/// A fence with `file=`: its text is put into the session's working directory.
public struct FileBlock: Hashable, Sendable {
  /// The name by which links and translations refer to it: `id=`.
  public let id: String?
  /// The path below the working directory: `web.yaml`, `conf/my.cnf`. It never leaves it.
  public let name: String
  /// The language of the text, for the page.
  public let language: String
  /// The session that gets the file.
  public let session: String
  /// How much of it the page shows at first.
  public let visibility: Visibility
  /// The code block; `code.text` is what the file holds.
  public let code: CodeBlock
  /// Where it is written, when a translation reuses it.
  public internal(set) var origin: BlockOrigin?
}
