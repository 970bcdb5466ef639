/// One document of a YAML text: its value, and where in the text each part begins.
public struct YAMLDocument: Hashable, Sendable {
  /// A step from a value to one of its parts.
  public enum Step: Hashable, Sendable {
    case member(String)
    case item(Int)
  }

  /// The value; an empty document is `.null`.
  public var value: JSON

  /// The line on which the document's value begins, from 1.
  public var startLine: Int

  /// The line of each mapping key and each sequence item, by its path from the top.
  public var lines: [[Step]: Int]

  /// A document as a reader found it; parts without lines are looked up around themselves.
  public init(value: JSON, startLine: Int, lines: [[Step]: Int] = [:]) {
    self.value = value
    self.startLine = startLine
    self.lines = lines
  }

  /// The line of a part, or of the nearest part around it that is known.
  public func line(of path: [Step]) -> Int {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return startLine
  }
}
