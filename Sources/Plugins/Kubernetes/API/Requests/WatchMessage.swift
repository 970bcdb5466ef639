public import Values

/// One line of the stream that answers a watch.
public struct WatchMessage {
  /// What happened to the object.
  public let change: ObjectEvent.Change
  /// The object, or a `Table` with one row for it.
  public let body: JSON

  /// A line as given.
  public init(_ change: ObjectEvent.Change, _ body: JSON) {
    self.change = change
    self.body = body
  }

  /// `{"type":"ADDED","object":{…}}`.
  public var json: JSON { ["type": .string(change.rawValue), "object": body] }
}
