public import OrderedCollections
public import Simulation
public import Values

/// What stands between the `---` lines at the top of a chapter.
public struct FrontMatter: Hashable, Sendable {
  /// The title; empty when the chapter has none, which is an error.
  public var title = ""
  /// What the chapter is about, in a sentence.
  public var summary: String?
  /// The cluster that the chapter's sessions start with.
  public var cluster = Cluster()
  /// How many machines with `docker` there are besides the laptop, up to `maximumHosts`.
  public var hosts = 0
  /// The keys that plugins have registered, as the chapter sets them, in its order.
  public var settings: OrderedDictionary<String, JSON> = [:]
  /// The seed of the chapter's randomness.
  public var seed: UInt64 = 0
  /// The virtual time between the end of a command and the start of the next one.
  public var pace = VirtualDuration.seconds(1)
  /// The place among the chapters; chapters without one come in the order of their file names.
  public var order: Int?
  /// The name in addresses, in place of the file's.
  public var slug: String?
  /// Former addresses of the chapter, relative to the book.
  public var redirects: [String] = []
  /// The line of the title, from 1; 0 when there is none.
  public var titleLine = 0
  /// The lines of its keys, from 1.
  public var keyLines: [String: Int] = [:]

  /// The most hosts a chapter may have.
  public static let maximumHosts = 20

  /// The cluster of a chapter.
  public struct Cluster: Hashable, Sendable {
    /// The number of nodes, from 0 to `maximumNodes`.
    public var nodes = 3
    /// Whether there is no cluster at all: `cluster: none`.
    public var isLeftOut = false

    /// The most nodes a chapter may have.
    public static let maximumNodes = 100

    /// Three nodes.
    public init() {}
  }

  /// Whether a key means something in every book, so that no plugin can have it.
  public static func isReserved(_ key: String) -> Bool {
    FrontMatterReader.rules.names.contains(key) && !FrontMatterReader.ownSettings.contains(key)
  }

  /// The front matter of a chapter that says nothing.
  public init() {}
}
