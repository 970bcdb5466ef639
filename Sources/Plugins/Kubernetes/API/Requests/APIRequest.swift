public import Values

/// A request as a client makes it over HTTP: a verb, a place, options, a body.
public struct APIRequest {
  /// What is to be done.
  public enum Verb: String, Sendable {
    case get
    case list
    case watch
    case create
    case update
    case patch
    case delete
    case deleteCollection = "deletecollection"
  }

  /// How the body of a patch is meant.
  public enum PatchType: String, Sendable {
    case merge = "application/merge-patch+json"
    case strategicMerge = "application/strategic-merge-patch+json"
    case json = "application/json-patch+json"
    /// A configuration that the server merges, and of which it notes who applied it.
    case apply = "application/apply-patch+yaml"
  }

  /// What is done about unknown and repeated fields.
  public enum FieldValidation: String, Sendable {
    case ignore = "Ignore"
    case warn = "Warn"
    case strict = "Strict"
  }

  public var verb: Verb
  /// Empty for the core group.
  public var group: String
  public var version: String
  /// The plural name: `statefulsets`.
  public var resource: String
  /// Empty for all namespaces and for cluster-wide kinds.
  public var namespace = ""
  public var name = ""
  /// `status`, `scale`, `binding`, `eviction`; empty for the object itself.
  public var subresource = ""
  public var labelSelector = ""
  public var fieldSelector = ""
  public var fieldValidation: FieldValidation = .strict
  public var isDryRun = false
  public var deleteOptions = DeleteOptions()
  public var patchType: PatchType = .strategicMerge
  public var body: JSON = .null
  /// Who writes; empty for kubectl.
  public var fieldManager = ""
  /// Whether what is applied takes fields from others.
  public var isForced = false
  /// Whether the answer is to say who manages the fields.
  public var wantsManagers = false
  /// Whether a `Table` is wanted, with columns and cells made by the server.
  public var wantsTable = false
  /// Whether a watch begins with the objects that are there.
  public var sendsPresentObjects = false

  public init(
    _ verb: Verb, group: String = "", version: String = "v1", resource: String,
    namespace: String = "", name: String = ""
  ) {
    self.verb = verb
    self.group = group
    self.version = version
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }

  /// A request about a kind.
  public init(_ verb: Verb, _ type: ResourceType, namespace: String = "", name: String = "") {
    self.init(
      verb, group: type.group, version: type.version, resource: type.plural,
      namespace: namespace, name: name)
  }
}
