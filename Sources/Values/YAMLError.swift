/// Why a text is not YAML.
public struct YAMLError: Error, Hashable, Sendable {
  /// The line that is to blame, from 1; 0 when Go's library names none.
  public var line: Int

  /// What is wrong, in the words of Go's YAML library and without the line:
  /// `mapping values are not allowed in this context`.
  public var message: String

  /// An error as given.
  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  /// `yaml: line 7: mapping values are not allowed in this context`.
  public var text: String {
    line == 0 ? "yaml: \(message)" : "yaml: line \(line): \(message)"
  }
}
