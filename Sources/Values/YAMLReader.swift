/// Reads YAML. The core has no reader of its own: its host gives it one.
public protocol YAMLReader: AnyObject {
  /// The documents of a text, in order. Empty documents between `---` lines are left out.
  func documents(in text: String) -> Result<[YAMLDocument], YAMLError>
}
