/// A link or image of a text: where it points to, and where it stands.
public struct Link: Hashable, Sendable {
  /// Where it points to, with character references and escapes resolved.
  public let destination: String
  /// The title in quotes behind the destination, or nothing.
  public let title: String
  /// Whether it is an image.
  public let isImage: Bool
  /// Where it starts; the start of its block when libcmark does not know better.
  public let position: SourcePosition

  /// A link or image at a place.
  public init(destination: String, title: String, isImage: Bool, position: SourcePosition) {
    self.destination = destination
    self.title = title
    self.isImage = isImage
    self.position = position
  }
}
