import OrderedCollections
import Simulation

/// An image on a host, with its names.
struct LocalImage {
  var image: Image
  /// 64 hexadecimal digits.
  var id: String
  /// The digest by which the registry knows it; without `sha256:`.
  var digest: String
  /// The repository it was pulled from.
  var repository: String

  /// What it takes on the disk: layers unpack to about that much.
  var unpackedSize: Int64 { image.size * 27 / 10 }
}

/// The images on one host, by `repository:tag`.
struct LocalImages {
  private(set) var images: OrderedDictionary<String, LocalImage> = [:]

  /// `nginx` and `docker.io/library/nginx:latest` are both `nginx:latest`.
  static func key(_ reference: String) -> String {
    let name = ImageReference(reference)
    return name.familiarRepository + ":" + name.tag
  }

  /// The image of a reference, an id or the beginning of one, and the name that it has.
  func find(_ reference: String) -> (name: String, image: LocalImage)? {
    let key = LocalImages.key(reference)
    if let image = images[key] { return (key, image) }
    let digits = reference.hasPrefix("sha256:") ? String(reference.dropFirst(7)) : reference
    guard digits.utf8.count >= 4 else { return nil }
    for (name, image) in images where image.id.hasPrefix(digits) { return (name, image) }
    return nil
  }

  /// The names of an image.
  func names(of id: String) -> [String] { images.filter { $0.value.id == id }.map { $0.key } }

  mutating func put(_ image: LocalImage, as name: String) { images[name] = image }

  mutating func remove(_ name: String) { images.removeValue(forKey: name) }

  /// What is wrong with the form of a reference; nil for nothing.
  static func problem(with reference: String) -> String? {
    let name = ImageReference(reference)
    let isPlain = reference.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    let tag = name.tag.utf8
    let hasTag =
      !tag.isEmpty && tag.count <= 128
      && tag.allSatisfy {
        $0 >= 48 && $0 <= 57 || ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 == 45 || $0 == 46
          || $0 == 95
      }
    guard isPlain, hasTag, let first = name.path.utf8.first, first != 45, first != 46 else {
      return "invalid reference format"
    }
    if name.path.utf8.contains(where: { $0 >= 65 && $0 <= 90 }) {
      return "invalid reference format: repository name (\(name.path)) must be lowercase"
    }
    return nil
  }
}

/// How a pull goes: what is printed of it, and how long it takes.
struct ImagePull {
  let image: LocalImage
  let name: ImageReference
  let isKnown: Bool
  private let random: KeyedRandom

  init(_ image: Image, _ name: ImageReference, known: LocalImage?, _ random: KeyedRandom) {
    let identity = name.familiarRepository + ":" + name.tag
    var idDraws = random.draws("image id", identity)
    var digestDraws = random.draws("digest", name.canonical)
    self.image = LocalImage(
      image: image, id: idDraws.hexadecimal(64), digest: digestDraws.hexadecimal(64),
      repository: name.familiarRepository)
    self.name = name
    self.random = random
    isKnown = known?.digest == self.image.digest
  }

  /// A second for the talk with the registry, and a second for each 20 MB.
  var duration: VirtualDuration {
    isKnown ? .seconds(1) : .milliseconds(1000 + image.image.size / 20_000)
  }

  /// What a terminal shows of it in the end; each layer is a line.
  var lines: [String] {
    var lines = ["\(name.tag): Pulling from \(name.path)"]
    if !isKnown {
      let count = min(max(image.image.size / 10_000_000, 1), 7)
      for layer in 0..<UInt64(count) {
        var draws = random.draws("layer", name.canonical, layer)
        lines.append(draws.hexadecimal(12) + ": Pull complete")
      }
    }
    lines.append("Digest: sha256:" + image.digest)
    let shown = name.familiarRepository + ":" + name.tag
    lines.append(
      isKnown
        ? "Status: Image is up to date for " + shown
        : "Status: Downloaded newer image for " + shown)
    return lines
  }
}
