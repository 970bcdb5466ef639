/// Reads YAML with bounds: on bytes, values, nesting, and on what aliases multiply.
public enum BoundedYAML {
  /// The longest text, in bytes.
  public static let maximumBytes = 8 << 20
  /// The most values, with each alias counted as all that it stands for.
  public static let maximumValues = 200_000
  /// The deepest nesting, that of aliases included.
  public static let maximumDepth = 100

  /// The first document of a text; nil when the text has none. Further documents are not read.
  public static func document(in text: some Collection<UInt8>) -> Result<YAMLNode?, YAMLProblem> {
    guard text.count <= maximumBytes else {
      return .failure(
        YAMLProblem(
          message: "the text is longer than \(maximumBytes >> 20) MiB", goLine: 0,
          mark: YAMLMark(line: 1, column: 1)))
    }
    var composer = YAMLComposer(text)
    return composer.document()
  }

  /// The first document of a text; nil when the text has none.
  public static func document(in text: String) -> Result<YAMLNode?, YAMLProblem> {
    document(in: Array(text.utf8))
  }
}
