import Simulation

/// The images on one node. They are pulled one after the other.
final class ImageStore {
  private let world: World
  private let pullDuration: VirtualDuration
  private var images: [String: StoredImage] = [:]
  private var isFreeAt = VirtualTime(milliseconds: .min)

  /// An image and the digest by which the runtime names it.
  struct StoredImage {
    var image: Image
    /// `docker.io/library/nginx:1.25`.
    var reference: String
    /// `docker.io/library/nginx@sha256:…`.
    var identifier: String
  }

  enum PullOutcome {
    /// How long the pull took, and how long with the wait for the ones before it.
    case pulled(StoredImage, took: VirtualDuration, waited: VirtualDuration)
    /// The runtime's error.
    case failed(String)
  }

  /// - Parameter pullDuration: what pulling an image takes.
  init(world: World, pullDuration: VirtualDuration) {
    self.world = world
    self.pullDuration = pullDuration
  }

  /// The image with a reference, if the node has it.
  func image(_ reference: String) -> StoredImage? { images[reference] }

  /// Pulls an image; `completion` is called later, unless the node loses its power.
  func pull(_ reference: String, completion: @escaping (PullOutcome) -> Void) {
    let asked = world.now
    let start = max(asked, isFreeAt)
    // What came meanwhile for another pod is only looked up.
    let isThere = images[reference] != nil || pending.contains(reference)
    let duration = isThere ? VirtualDuration.milliseconds(1) : pullDuration
    if !isThere { pending.append(reference) }
    isFreeAt = start + duration
    let epoch = epoch
    world.schedule(at: isFreeAt) { [self] in
      guard epoch == self.epoch else { return }
      pending.removeAll { $0 == reference }
      completion(finish(reference, took: duration, waited: world.now - asked))
    }
  }

  private var pending: [String] = []
  private var epoch = 0

  /// Forgets the pulls that are under way: the node lost its power.
  func interrupt() {
    epoch += 1
    pending = []
    isFreeAt = world.now
  }

  private func finish(
    _ reference: String, took: VirtualDuration, waited: VirtualDuration
  ) -> PullOutcome {
    if let known = images[reference] { return .pulled(known, took: took, waited: waited) }
    switch world.images.pull(reference) {
    case .pulled(let image):
      let name = ImageReference(reference)
      let digest = ImageStore.digest(of: name.canonical, world.random)
      let stored = StoredImage(
        image: image, reference: name.canonical,
        identifier: "\(name.registry)/\(name.path)@sha256:\(digest)")
      images[reference] = stored
      return .pulled(stored, took: took, waited: waited)
    case .noTag(let name):
      return .failed(ImageStore.failure("NotFound", name, "\(name.canonical): not found"))
    case .noRepository(let name) where name.registry == "docker.io":
      return .failed(
        ImageStore.failure(
          "Unknown", name,
          "pull access denied, repository does not exist or may require authorization: server"
            + " message: insufficient_scope: authorization failed"))
    case .noRepository(let name):
      return .failed(ImageStore.failure("NotFound", name, "\(name.canonical): not found"))
    }
  }

  private static func failure(_ code: String, _ name: ImageReference, _ reason: String) -> String {
    "rpc error: code = \(code) desc = failed to pull and unpack image \"\(name.canonical)\":"
      + " failed to resolve reference \"\(name.canonical)\": \(reason)"
  }

  /// 64 hexadecimal digits that belong to a name.
  static func digest(of name: String, _ random: KeyedRandom) -> String {
    var draws = random.draws("digest", name)
    return draws.hexadecimal(64)
  }

  /// What is wrong with the form of a reference; nil for nothing.
  static func problem(with reference: String) -> String? {
    let name = ImageReference(reference)
    if name.path.isEmpty || reference.contains(" ") {
      return "couldn't parse image name \"\(reference)\": invalid reference format"
    }
    if name.path.utf8.contains(where: { $0 >= 65 && $0 <= 90 }) {
      return "couldn't parse image name \"\(reference)\": invalid reference format: repository"
        + " name (\(name.path)) must be lowercase"
    }
    return nil
  }
}
