import Simulation
import Values

extension APIServer {
  /// Stores a new object and gives what was stored: named, completed with defaults, with uid,
  /// time and version.
  ///
  /// Errors: AlreadyExists, Invalid, NotFound (its namespace), Forbidden (an ending namespace),
  /// BadRequest. With `isDryRun` nothing is stored.
  @discardableResult
  public func create<T: TypedObject>(_ object: T, isDryRun: Bool = false) throws(APIError) -> T {
    unsafeDowncast(try create(any: object, isDryRun: isDryRun), to: T.self)
  }

  /// The same for an object whose class is not known to the caller.
  @discardableResult
  public func create(
    any original: KubernetesObject, isDryRun: Bool = false
  ) throws(APIError) -> KubernetesObject {
    try create(taking: original.copy(), isDryRun: isDryRun)
  }

  /// The same for an object that the caller gives away: it is completed and stored itself, and
  /// must not be changed afterwards, whether or not it was refused.
  @discardableResult
  public func create(
    taking object: KubernetesObject, isDryRun: Bool = false
  ) throws(APIError) -> KubernetesObject {
    try create(taking: object, isDryRun: isDryRun, .written())
  }

  /// The same for an event whose name nobody can have used before: that is not looked at.
  public func create(unique event: Event) throws(APIError) {
    _ = try create(taking: event, isDryRun: false, .written(), isUnique: true)
  }

  func create(
    taking object: KubernetesObject, isDryRun: Bool, _ note: FieldNote, isUnique: Bool = false
  ) throws(APIError) -> KubernetesObject {
    object.metadata.kept.values["managedFields"] = nil
    let type = object.resourceType
    if !type.isNamespaced {
      object.metadata.namespace = ""
    } else if object.metadata.namespace.isEmpty {
      object.metadata.namespace = "default"
    }
    if !object.metadata.resourceVersion.isEmpty {
      throw APIError(.badRequest, "resourceVersion should not be set on objects to be created")
    }
    // Whatever refuses an object here knows no more of a generated name than its start.
    try checkNamespace(of: object)
    if let pod = object as? Pod {
      try checkServiceAccount(of: pod)
      try checkPriority(of: pod)
      try checkRuntime(of: pod)
    }
    if object.metadata.name.isEmpty, !object.metadata.generateName.isEmpty {
      object.metadata.name = generatedName(for: object)
    }
    let name = object.metadata.name

    // The nth object of this name: a new uid for each, and the same ones in every run.
    let key =
      type.isNamespaced
      ? random.key("uid", type.qualifiedPlural, object.metadata.namespace, name)
      : random.key("uid", type.qualifiedPlural, name)
    let uidOrdinal = isUnique ? 0 : creations.count(key) + 1
    object.metadata.uid = key.uuid(uidOrdinal)
    object.metadata.creationTimestamp = now().wholeSeconds
    object.metadata.deletionTimestamp = nil
    object.metadata.deletionGracePeriodSeconds = nil
    object.metadata.generation = type.countsGenerations ? 1 : 0

    resetStatusForCreation(object)
    applyDefaults(to: object)
    admitCreation(object)
    let causes = validateCreation(object)
    if !causes.isEmpty { throw APIError.invalid(type, name, causes) }
    // What is the first of its name is not there already; unique events are not counted.
    if !isUnique, uidOrdinal > 1 || type === ResourceType.events,
      self.object(type, namespace: object.metadata.namespace, name: name) != nil
    {
      throw APIError.alreadyExists(type, name)
    }
    try chargeQuotas(object, isDryRun: isDryRun)
    if isDryRun { return object }
    try allocateAddresses(object)
    if !isUnique { creations.add(key) }
    store(object, old: nil, note)
    return object
  }

  /// A name that nobody has: the given start and five characters (D1).
  func generatedName(for object: KubernetesObject) -> String {
    let start = String(decoding: object.metadata.generateName.utf8.prefix(58), as: UTF8.self)
    let identity = "\(object.resourceType.qualifiedPlural)/\(object.metadata.namespace)/\(start)"
    var name = ""
    for _ in 0..<8 {
      let ordinal = creations.add(random.key("name", identity))
      name =
        start
        + random.characters(5, of: "bcdfghjklmnpqrstvwxz2456789", "name", identity, ordinal)
      let taken = self.object(
        object.resourceType, namespace: object.metadata.namespace, name: name)
      if taken == nil { break }
    }
    return name
  }

  /// The name of an object, or what its name will start with.
  static func knownName(of object: KubernetesObject) -> String {
    object.metadata.name.isEmpty ? object.metadata.generateName : object.metadata.name
  }

  func checkNamespace(of object: KubernetesObject) throws(APIError) {
    guard object.resourceType.isNamespaced else { return }
    let name = object.metadata.namespace
    guard let namespace = get(Namespace.self, name: name) else {
      throw APIError.notFound(.namespaces, name)
    }
    if namespace.isBeingDeleted {
      throw APIError.forbidden(
        object.resourceType, APIServer.knownName(of: object),
        "unable to create new content in namespace \(name) because it is being terminated")
    }
  }
}
