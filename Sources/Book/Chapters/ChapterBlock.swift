import Markdown

/// What a fence of a chapter means.
public enum ChapterBlock: Hashable, Sendable {
  /// A `console` fence.
  case scenario(Scenario)
  /// A fence with `file=`.
  case file(FileBlock)
  /// A `check` fence.
  case check(ClaimCheck)
  /// A fence of a plugin.
  case plugin(PluginFence)
  /// A fence in a language, only shown.
  case listing(Listing)

  /// The code block that it is.
  public var code: CodeBlock {
    switch self {
    case .scenario(let block): block.code
    case .file(let block): block.code
    case .check(let block): block.code
    case .plugin(let block): block.code
    case .listing(let block): block.code
    }
  }

  /// The id that its author gave it, if any.
  public var id: String? {
    switch self {
    case .scenario(let block): block.id
    case .check(let block): block.id
    case .plugin(let block): block.id
    case .file(let block): block.id
    case .listing(let block): block.id
    }
  }

  /// Where it is written, when the chapter is a translation that reuses it.
  public internal(set) var origin: BlockOrigin? {
    get {
      switch self {
      case .scenario(let block): block.origin
      case .check(let block): block.origin
      case .plugin(let block): block.origin
      case .file(let block): block.origin
      case .listing(let block): block.origin
      }
    }
    set {
      switch self {
      case .scenario(var block):
        block.origin = newValue
        self = .scenario(block)
      case .check(var block):
        block.origin = newValue
        self = .check(block)
      case .plugin(var block):
        block.origin = newValue
        self = .plugin(block)
      case .file(var block):
        block.origin = newValue
        self = .file(block)
      case .listing(var block):
        block.origin = newValue
        self = .listing(block)
      }
    }
  }

  /// Where it stands.
  public var range: SourceRange { code.range }

  /// The session that it acts on, if any; a block that does not run acts on none.
  public var session: String? {
    switch self {
    case .scenario(let block): block.norun == nil ? block.session : nil
    case .file(let block): block.session
    case .check(let block): block.session
    case .plugin, .listing: nil
    }
  }
}

/// How much of a block the page shows at first.
public enum Visibility: Hashable, Sendable {
  /// All of it.
  case shown
  /// Collapsed: `fold`.
  case folded
  /// Only when the reader asks for the set-up steps: `hide`.
  case hidden
}

/// A fence in a language that nothing runs: a listing.
public struct Listing: Hashable, Sendable {
  /// The name by which links and translations refer to it: `id=`.
  public internal(set) var id: String?
  /// The language, empty for a fence without an info string.
  public let language: String
  /// How much of it the page shows at first.
  public let visibility: Visibility
  /// The code block.
  public let code: CodeBlock
  /// Where it is written, when a translation reuses it.
  public internal(set) var origin: BlockOrigin?
}
