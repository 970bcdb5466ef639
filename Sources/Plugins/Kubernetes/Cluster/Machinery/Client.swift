public import KubernetesAPI
import Simulation

/// The API server as one actor uses it: what it writes is traced as its own.
///
/// After a write the cause of what follows is again what it was before, so two pods that one
/// reaction creates have the same cause and not each other.
public final class Client {
  /// The cluster whose server is used.
  public let cluster: Cluster
  /// The name in the trace: `statefulset-controller`, `kubelet node-1`.
  public let actor: String

  /// The program that it is a part of, as managed fields name it.
  private let manager: String

  /// A client. There is no log-in: whoever has one may do everything.
  /// - Parameter manager: the program that it is a part of; nil for one of Kubernetes' own.
  public init(_ cluster: Cluster, actor: String, manager: String? = nil) {
    self.cluster = cluster
    self.actor = actor
    self.manager = manager ?? Client.standardManager(of: actor)
  }

  private static func standardManager(of actor: String) -> String {
    actor.hasPrefix("kubelet ")
      ? "kubelet" : actor == "default-scheduler" ? "kube-scheduler" : "kube-controller-manager"
  }

  /// What a write costs of what a command may do: a controller that has no end in sight stops.
  private static let writeCost = 200

  /// What is read: the server itself, at once.
  public var server: APIServer { cluster.server }

  /// See `APIServer.create(taking:)`: the object is given away.
  @discardableResult
  public func create<T: TypedObject>(_ object: T) throws(APIError) -> T {
    _ = try write { () throws(APIError) in try cluster.server.create(taking: object) }
    return object
  }

  /// See `APIServer.update(taking:)`: the object is given away.
  @discardableResult
  public func update<T: TypedObject>(_ object: T) throws(APIError) -> T {
    let stored = try write { () throws(APIError) in try cluster.server.update(taking: object) }
    return unsafeDowncast(stored, to: T.self)
  }

  /// See `APIServer.updateStatus`.
  @discardableResult
  public func updateStatus<T: TypedObject>(_ object: T) throws(APIError) -> T {
    try write { () throws(APIError) in try cluster.server.updateStatus(object) }
  }

  /// `update` for an object whose class is not known; it is given away, too.
  @discardableResult
  public func update(any object: KubernetesObject) throws(APIError) -> KubernetesObject {
    try write { () throws(APIError) in try cluster.server.update(taking: object) }
  }

  /// Deletes an object, or begins to; see `APIServer.delete`. True when it is gone.
  @discardableResult
  public func delete(
    _ object: KubernetesObject, options: DeleteOptions = DeleteOptions()
  ) throws(APIError) -> Bool {
    var options = options
    if options.uid == nil { options.uid = object.metadata.uid }
    return try write { () throws(APIError) in
      try cluster.server.delete(
        object.resourceType, namespace: object.namespace, name: object.name, options: options
      ).isGone
    }
  }

  /// Runs writes of other doors of the server as this actor's.
  public func write<Result>(
    _ body: () throws(APIError) -> Result
  ) throws(APIError) -> Result {
    cluster.world.spend(Client.writeCost)
    let previous = cluster.actor
    let previousManager = cluster.server.fieldManager
    cluster.actor = actor
    cluster.server.fieldManager = manager
    var result: Result?
    var failure: APIError?
    cluster.world.causing(cluster.world.trace.cause) {
      do throws(APIError) {
        result = try body()
      } catch {
        failure = error
      }
    }
    cluster.actor = previous
    cluster.server.fieldManager = previousManager
    if let failure { throw failure }
    return result!
  }
}
