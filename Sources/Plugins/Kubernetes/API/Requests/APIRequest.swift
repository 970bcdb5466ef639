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

  /// What is to be done.
  public var verb: Verb
  /// Empty for the core group.
  public var group: String
  /// The version of the group: `v1`.
  public var version: String
  /// The plural name: `statefulsets`.
  public var resource: String
  /// Empty for all namespaces and for cluster-wide kinds.
  public var namespace = ""
  /// The name of the object; empty for lists and for creation.
  public var name = ""
  /// `status`, `scale`, `binding`, `eviction`; empty for the object itself.
  public var subresource = ""
  /// Which objects of a list or watch, as ``Selector/parse(_:)`` reads it; empty for all.
  public var labelSelector = ""
  /// The same by fields: `status.phase=Running`; a field that cannot be selected by is an error.
  public var fieldSelector = ""
  /// Strict unless the client asks for less.
  public var fieldValidation: FieldValidation = .strict
  /// Whether everything is checked and answered, and nothing stored.
  public var isDryRun = false
  /// How a deletion is meant; nothing else looks at them.
  public var deleteOptions = DeleteOptions()
  /// How the body of a patch is meant; nothing else looks at it.
  public var patchType: PatchType = .strategicMerge
  /// The object to be written, or the patch.
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

  /// A request by names, as a path has them. Whether there is such a kind is found out when it is
  /// answered.
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
