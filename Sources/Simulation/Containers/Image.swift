public import OrderedCollections

/// What containers are made of: files, and what to run. A value; containers share its tree.
public struct Image: Sendable {
  /// The reference it was pulled by: `nginx:1.25`.
  public var reference: String
  /// What a new container's layer starts with.
  public var files: FileTree
  /// What always runs, before ``command`` or the arguments given instead of it.
  public var entrypoint: [String]
  /// The arguments that are replaced when a container is given its own.
  public var command: [String]
  /// The variables of every process in it, unless the container sets them otherwise.
  public var environment: OrderedDictionary<String, String>
  /// Where its main process starts; `/` unless it says otherwise.
  public var workingDirectory: String
  /// Ports that the image says it listens on.
  public var exposedPorts: [Int]
  /// Paths that the image declares as volumes.
  public var volumes: [String]
  /// What `stop` sends first.
  public var stopSignal: Signal
  /// Bytes to pull.
  public var size: Int64

  /// An image of which everything but the reference may be left out. It is not offered to anybody
  /// by this; see ``ImageRegistry/offer(_:_:)``.
  public init(
    reference: String, files: FileTree = FileTree(), entrypoint: [String] = [],
    command: [String] = [], environment: OrderedDictionary<String, String> = [:],
    workingDirectory: String = "/", exposedPorts: [Int] = [], volumes: [String] = [],
    stopSignal: Signal = .terminate, size: Int64 = 0
  ) {
    self.reference = reference
    self.files = files
    self.entrypoint = entrypoint
    self.command = command
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.exposedPorts = exposedPorts
    self.volumes = volumes
    self.stopSignal = stopSignal
    self.size = size
  }
}

/// The public registry of a world: which images can be pulled.
public final class ImageRegistry {
  private var repositories: OrderedDictionary<String, (String) -> Image?> = [:]

  /// A registry without repositories.
  public init() {}

  /// Offers a repository: `image` gives the image of a tag, or nil when there is no such tag.
  /// Returns false, and changes nothing, when the name is taken.
  @discardableResult
  public func offer(_ repository: String, _ image: @escaping (String) -> Image?) -> Bool {
    guard repositories[repository] == nil else { return false }
    repositories[repository] = image
    return true
  }

  /// The names offered, in the order in which they were.
  public var names: [String] { Array(repositories.keys) }

  /// Looks an image up as a pull does.
  public func pull(_ reference: String) -> PullResult {
    let name = ImageReference(reference)
    guard let repository = repositories[name.familiarRepository] else { return .noRepository(name) }
    guard var image = repository(name.tag) else { return .noTag(name) }
    image.reference = reference
    return .pulled(image)
  }
}

/// How a pull ended.
public enum PullResult {
  case pulled(Image)
  case noRepository(ImageReference)
  case noTag(ImageReference)
}

/// `nginx:1.25` taken apart: `docker.io/library/nginx` and `1.25`.
public struct ImageReference: Hashable, Sendable {
  /// `docker.io` unless the first part of the text holds a dot or a colon, or is `localhost`.
  public var registry: String
  /// The repository there; a single name in the default registry stands below `library/`.
  public var path: String
  /// `latest` if the text names none.
  public var tag: String

  /// Takes any text apart; nothing is refused. A digest (`@sha256:…`) is dropped: images are told
  /// apart by their tags here.
  public init(_ text: String) {
    var rest = text[...]
    registry = "docker.io"
    if let slash = rest.firstIndex(of: "/") {
      let first = rest[..<slash]
      if first.contains(".") || first.contains(":") || first == "localhost" {
        registry = String(first)
        rest = rest[rest.index(after: slash)...]
      }
    }
    tag = "latest"
    if let digest = rest.firstIndex(of: "@") { rest = rest[..<digest] }
    if let colon = rest.lastIndex(of: ":") {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    }
    path = registry == "docker.io" && !rest.contains("/") ? "library/" + rest : String(rest)
  }

  /// The name as people write it: without the default registry and `library/`.
  public var familiarRepository: String {
    guard registry == "docker.io" else { return registry + "/" + path }
    return path.hasPrefix("library/") ? String(path.dropFirst(8)) : path
  }

  /// The whole reference: `docker.io/library/nginx:1.25`.
  public var canonical: String { registry + "/" + path + ":" + tag }
}
