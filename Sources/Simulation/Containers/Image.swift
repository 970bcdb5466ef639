public import OrderedCollections

/// What containers are made of: files, and what to run. A value; containers share its tree.
public struct Image: Sendable {
  /// The reference it was pulled by: `nginx:1.25`.
  public var reference: String
  public var files: FileTree
  public var entrypoint: [String]
  public var command: [String]
  public var environment: OrderedDictionary<String, String>
  public var workingDirectory: String
  /// Ports that the image says it listens on.
  public var exposedPorts: [Int]
  /// Paths that the image declares as volumes.
  public var volumes: [String]
  /// What `stop` sends first.
  public var stopSignal: Signal
  /// Bytes to pull.
  public var size: Int64

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
  public var registry: String
  public var path: String
  public var tag: String

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
