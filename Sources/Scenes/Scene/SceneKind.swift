/// What a box stands for. The name is open: a plugin may bring kinds of its own.
///
/// The name is also the word that readers see, so it is written as one writes it in a sentence:
/// `pod`, `load balancer`. An unknown kind is drawn as a card, or inside its parent.
public struct SceneKind: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The word, in the singular and in lower case, as readers see it.
  public let name: String

  /// A kind with the word that readers see.
  public init(_ name: String) {
    self.name = name
  }

  /// A kind with the word that readers see.
  public init(stringLiteral value: String) {
    name = value
  }

  /// A machine, in the words of Docker and of plain servers.
  public static let host = SceneKind("host")
  /// A machine, in the words of Kubernetes.
  public static let node = SceneKind("node")
  /// A pod of Kubernetes; inside the box of its node when that is known.
  public static let pod = SceneKind("pod")
  /// A container of Docker or of a pod.
  public static let container = SceneKind("container")
  /// A process that runs on a machine without a container.
  public static let process = SceneKind("process")
  /// A PersistentVolumeClaim.
  public static let claim = SceneKind("claim")
  /// A volume. Inside a host it is a local one; without a parent it is remote storage.
  public static let volume = SceneKind("volume")
  /// A Service of Kubernetes.
  public static let service = SceneKind("service")
  /// What spreads requests over servers and is no Service.
  public static let loadBalancer = SceneKind("load balancer")
  /// Who uses the application: a browser, a person.
  public static let client = SceneKind("client")
  /// What keeps others alive: a StatefulSet, a Deployment.
  public static let controller = SceneKind("controller")
  /// A web server or application server.
  public static let server = SceneKind("server")
  /// A database server, source or replica.
  public static let database = SceneKind("database")
  /// Where sessions or other shared state is kept.
  public static let store = SceneKind("store")
  /// What an application remembers about one user.
  public static let session = SceneKind("session")
  /// A network of Docker.
  public static let network = SceneKind("network")

  /// The kinds that have a name here; plugins may bring more.
  public static let standard: [SceneKind] = [
    .host, .node, .pod, .container, .process, .claim, .volume, .service, .loadBalancer, .client,
    .controller, .server, .database, .store, .session, .network,
  ]
}
