/// A kind of object that the server knows: its names, its scope, how to make an empty one.
///
/// There is one instance for each kind; they are compared by identity.
public final class ResourceType: Sendable {
  /// The name used in paths and on the command line: `statefulsets`.
  public let plural: String
  /// `statefulset`.
  public let singular: String
  /// `sts`; may be empty.
  public let shortNames: [String]
  /// `StatefulSet`.
  public let kind: String
  /// `apps`; empty for the core group.
  public let group: String
  /// `v1`.
  public let version: String
  /// `apps/v1`, or `v1` for the core group.
  public let apiVersion: String
  /// `statefulsets.apps`, or `pods` for the core group: how messages name the kind.
  public let qualifiedPlural: String
  /// Whether its objects live in namespaces.
  public let isNamespaced: Bool
  /// `all` for what `kubectl get all` shows.
  public let categories: [String]
  /// Whether the status is written by `updateStatus` only.
  public let hasStatusSubresource: Bool
  /// Whether the object has a generation, counted up when its spec changes.
  public let countsGenerations: Bool
  /// What `kubectl scale` changes of an object of a kind that a plugin adds; nil when it cannot.
  public let scale: ScalePaths?
  /// What `kubectl get` shows behind the name, of a kind that a plugin adds.
  public let columns: [PrinterColumn]
  /// Makes an empty object of this kind.
  public let make: @Sendable () -> KubernetesObject

  /// A kind. By default it is of the core group and `v1`, in namespaces, and has no status of its
  /// own.
  public init(
    _ plural: String, _ kind: String, group: String = "", version: String = "v1",
    shortNames: [String] = [], isNamespaced: Bool = true, categories: [String] = [],
    hasStatusSubresource: Bool = false, countsGenerations: Bool = false,
    scale: ScalePaths? = nil, columns: [PrinterColumn] = [],
    make: @escaping @Sendable () -> KubernetesObject
  ) {
    self.plural = plural
    self.kind = kind
    self.singular = kind.lowercased()
    self.group = group
    self.version = version
    apiVersion = group.isEmpty ? version : group + "/" + version
    qualifiedPlural = group.isEmpty ? plural : plural + "." + group
    self.shortNames = shortNames
    self.isNamespaced = isNamespaced
    self.categories = categories
    self.hasStatusSubresource = hasStatusSubresource
    self.countsGenerations = countsGenerations
    self.scale = scale
    self.columns = columns
    self.make = make
  }
}

extension ResourceType: Equatable {
  public static func == (left: ResourceType, right: ResourceType) -> Bool { left === right }
}

extension ResourceType: Hashable {
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
