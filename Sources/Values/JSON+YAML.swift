extension JSON {
  /// The value as `kubectl get -o yaml` prints it, with a final newline.
  ///
  /// Members are sorted, lists are not indented under their name, texts that would read as
  /// something else are quoted, texts of several lines stand in a `|` block, and long texts are
  /// folded at the first blank behind column 80.
  public var yamlText: String {
    var writer = YAMLWriter()
    writer.document(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
