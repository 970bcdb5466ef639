/// Something that the person who called must put right: a path, a permission, a wrong moment.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in one line.
  public let summary: String
  /// What to do about it, if there is something to say.
  public let help: String?

  /// What is wrong and what to do, each without `error:` or `help:` in front.
  public init(_ summary: String, help: String? = nil) {
    self.summary = summary
    self.help = help
  }

  /// The summary, and the help on a line of its own.
  public var description: String { help.map { "\(summary)\nhelp: \($0)" } ?? summary }
}
