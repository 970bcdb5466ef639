/// A value that cannot be what its field holds.
public struct FieldError: Error, Hashable {
  /// Go's words, as a real server sends them:
  /// `json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32`.
  public var message: String

  /// An error with Go's words.
  public init(message: String) { self.message = message }
}
