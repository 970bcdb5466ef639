public import Values

/// Fields of an object that Kubernetes has and that have no effect in the simulation.
/// They are part of the schema, kept as they were written, and printed back.
public struct KeptFields: Hashable, Sendable {
  /// The values by field name.
  public var values = SortedMap<JSON>()

  /// No such field was given.
  public init() {}
}
