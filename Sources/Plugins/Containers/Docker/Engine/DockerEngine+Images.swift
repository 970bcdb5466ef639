import OrderedCollections
import Simulation

extension DockerEngine {
  /// Looks an image up in its registry. What is pulled is there when `completion` is called, not
  /// before; never, when the host loses its power meanwhile.
  func pull(
    _ reference: String, _ completion: @escaping (ImagePull) -> Void
  ) throws(EngineError) {
    if let problem = LocalImages.problem(with: reference) { throw EngineError(problem) }
    switch world.images.pull(reference) {
    case .noRepository(let name) where name.registry == "docker.io":
      throw EngineError(
        "pull access denied for \(name.familiarRepository), repository does not exist or may require"
          + " 'docker login'", .notFound)
    case .noRepository(let name), .noTag(let name):
      let shown = name.familiarRepository + ":" + name.tag
      throw EngineError("manifest for \(shown) not found: manifest unknown", .notFound)
    case .pulled(let image):
      let name = ImageReference(reference)
      let key = LocalImages.key(reference)
      let pull = ImagePull(image, name, known: images.images[key], world.random)
      world.schedule(after: pull.duration) { [self] in
        guard isReady else { return }
        images.put(pull.image, as: key)
        completion(pull)
      }
    }
  }

  /// Removes a name of an image, and the image with its last name. Gives the lines that say so.
  func removeImage(_ reference: String, force: Bool) throws(EngineError) -> [String] {
    guard let (name, image) = images.find(reference) else {
      throw EngineError("No such image: \(LocalImages.key(reference))", .notFound)
    }
    let names = images.names(of: image.id)
    let isByID = LocalImages.key(reference) != name
    if isByID, names.count > 1, !force {
      throw EngineError(
        "conflict: unable to delete \(image.id.prefix(12)) (must be forced) - image is referenced in"
          + " multiple repositories")
    }
    if names.count == 1 || isByID {
      for container in containers.values where container.image.id == image.id {
        if container.isRunning, isByID || !force {
          throw inUse(reference, image, container, isByID: isByID)
        }
        if !force { throw inUse(reference, image, container, isByID: isByID) }
      }
    }
    var lines: [String] = []
    for name in isByID ? names : [name] {
      images.remove(name)
      lines.append("Untagged: " + name)
    }
    if images.names(of: image.id).isEmpty {
      lines.append("Untagged: \(image.repository)@sha256:\(image.digest)")
      lines.append("Deleted: sha256:" + image.id)
    }
    return lines
  }

  private func inUse(
    _ reference: String, _ image: LocalImage, _ container: DockerContainer, isByID: Bool
  ) -> EngineError {
    guard isByID else {
      return EngineError(
        "conflict: unable to remove repository reference \"\(reference)\" (must force) - container"
          + " \(container.shortID) is using its referenced image \(image.id.prefix(12))")
    }
    return container.isRunning
      ? EngineError(
        "conflict: unable to delete \(image.id.prefix(12)) (cannot be forced) - image is being used"
          + " by running container \(container.shortID)")
      : EngineError(
        "conflict: unable to delete \(image.id.prefix(12)) (must be forced) - image is being used by"
          + " stopped container \(container.shortID)")
  }

  func tag(_ reference: String, as name: String) throws(EngineError) {
    if let problem = LocalImages.problem(with: name) {
      throw EngineError("invalid reference format: \(problem)")
    }
    guard let (_, image) = images.find(reference) else {
      throw EngineError("No such image: \(LocalImages.key(reference))", .notFound)
    }
    images.put(image, as: LocalImages.key(name))
  }
}
