import OrderedCollections
import Simulation

extension DockerEngine {
  /// Makes a container of an image that is there.
  func create(_ settings: ContainerSettings) throws(EngineError) -> DockerContainer {
    guard let (imageName, image) = images.find(settings.image) else {
      throw EngineError("No such image: \(LocalImages.key(settings.image))", .notFound)
    }
    try check(settings)
    if !settings.name.isEmpty { try checkName(settings.name) }
    let identity =
      settings.name.isEmpty
      ? ([settings.image] + settings.command).joined(separator: " ") : settings.name
    let id = newID("container", identity)
    let name = settings.name.isEmpty ? freeName(for: id) : settings.name
    let place = try place(for: settings, id: id)
    let instance = makeInstance(settings, image, name: name, place: place)
    guard !instance.arguments.isEmpty else {
      throw EngineError("no command specified")
    }
    let container = DockerContainer(
      id: id, name: name, settings: settings, image: image, imageName: imageName,
      created: world.now, instance: instance, place: place, subjects: subjects)
    container.mounts = try mounts(settings, image.image, of: id)
    do throws(FileError) {
      for mount in container.mounts { try show(mount, in: container) }
      let folder = instance.workingDirectory
      if !instance.fileSystem.isDirectory(folder) {
        try instance.fileSystem.makeDirectory(folder, withParents: true, now: world.now)
      }
    } catch {
      throw EngineError("failed to create the container's files: \(error.text)")
    }
    for wish in settings.networks.isEmpty ? [NetworkWish(name: "bridge")] : settings.networks {
      container.endpoints[networkName(wish.name)] = Endpoint(
        networkID: networks[networkName(wish.name)]?.id ?? "", id: "",
        aliases: wish.aliases)
    }
    instance.onExit = { [unowned(unsafe) self, unowned(unsafe) container] _ in
      noteEnd(of: container)
    }
    add(container)
    note(container.subject, "created from \(settings.image)")
    return container
  }

  /// A network's name when it was given by the beginning of its id.
  private func networkName(_ text: String) -> String {
    if networks[text] != nil { return text }
    return networks.values.first { text.utf8.count >= 4 && $0.id.hasPrefix(text) }?.name ?? text
  }

  private func makeInstance(
    _ settings: ContainerSettings, _ image: LocalImage, name: String, place: Host
  ) -> Simulation.Container {
    var source = image.image
    if let signal = settings.stopSignal { source.stopSignal = signal }
    var environment = settings.environment
    if settings.hasTerminal, environment["TERM"] == nil { environment["TERM"] = "xterm" }
    return Simulation.Container(
      world: world, name: name, image: source, host: place, command: settings.entrypoint,
      arguments: settings.command.isEmpty ? nil : settings.command, environment: environment,
      workingDirectory: settings.workingDirectory, takesInput: settings.isInteractive)
  }

  private func check(_ settings: ContainerSettings) throws(EngineError) {
    if settings.removesItself, settings.restart.name != .no {
      throw EngineError("can't create 'AutoRemove' container with restart policy")
    }
    if let folder = settings.workingDirectory, !folder.hasPrefix("/") {
      throw EngineError(
        "the working directory '\(folder)' is invalid, it needs to be an absolute path")
    }
    for wish in settings.networks where wish.name == "bridge" && !wish.aliases.isEmpty {
      throw EngineError(
        "invalid config for network bridge: invalid endpoint settings:\nnetwork-scoped aliases are"
          + " only supported for user-defined networks")
    }
    let isAlone = ["host", "none"].contains(settings.networkMode)
    if isAlone, settings.networks.count > 1 {
      throw EngineError(
        "conflicting options: cannot attach both user-defined and non-user-defined network-modes")
    }
    if settings.networkMode == "host", !settings.hostname.isEmpty {
      throw EngineError("conflicting options: hostname and the network mode")
    }
    if settings.networkMode.hasPrefix("container:") {
      throw EngineError("the network mode 'container:' is not supported here")
    }
  }

  func checkName(_ name: String) throws(EngineError) {
    guard ContainerNames.isValid(name) else {
      throw EngineError(
        "Invalid container name (\(name)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed")
    }
    if let other = container(named: name) {
      throw EngineError(
        "Conflict. The container name \"/\(name)\" is already in use by container \"\(other.id)\"."
          + " You have to remove (or rename) that container to be able to reuse that name.")
    }
  }

  private func freeName(for id: String) -> String {
    var number: UInt64 = 0
    while true {
      var name = ContainerNames.name(for: id, try: number, world.random)
      if number >= 6 { name += String(number) }
      if container(named: name) == nil { return name }
      number += 1
    }
  }

  private func place(for settings: ContainerSettings, id: String) throws(EngineError) -> Host {
    if settings.networkMode == "host" { return host }
    let place = Host(
      name: settings.hostname.isEmpty ? String(id.prefix(12)) : settings.hostname, machine: host)
    place.admits = { [unowned(unsafe) self, unowned(unsafe) place] other in
      knowsWay(from: other, to: place)
    }
    return place
  }

  /// Whether packets get from a host to a container: from its machine, and between containers that
  /// share a network.
  private func knowsWay(from other: Host, to place: Host) -> Bool {
    if other === host || other === place { return true }
    guard let target = container(at: place), let source = container(at: other) else {
      return false
    }
    return source.endpoints.keys.contains { name in
      networks[name]?.driver == .bridge && target.endpoints[name] != nil
    }
  }

  // MARK: Mounts

  private func mounts(
    _ settings: ContainerSettings, _ image: Image, of id: String
  ) throws(EngineError) -> [ContainerMount] {
    var mounts: [ContainerMount] = []
    for wish in settings.mounts {
      if mounts.contains(where: { $0.target == wish.target }) {
        throw EngineError("Duplicate mount point: \(wish.target)")
      }
      mounts.append(try mount(wish, of: id))
    }
    for path in image.volumes where !mounts.contains(where: { $0.target == path }) {
      mounts.append(try mount(MountWish(source: .anonymous, target: path), of: id))
    }
    return mounts
  }

  private func mount(_ wish: MountWish, of id: String) throws(EngineError) -> ContainerMount {
    let source: ContainerMount.Source
    switch wish.source {
    case .volume(let name): source = .volume(try volume(named: name))
    case .anonymous:
      let name = newID("volume", "\(id) \(wish.target)")
      let volume = DockerVolume(name: name, host: host, created: world.now, isAnonymous: true)
      volumes[name] = volume
      source = .volume(volume)
    case .memory: source = .memory
    case .path(let path, let mustExist):
      if !files.exists(path) {
        if mustExist {
          throw EngineError(
            "invalid mount config for type \"bind\": bind source path does not exist: \(path)")
        }
        do throws(FileError) {
          try files.makeDirectory(path, withParents: true, now: world.now)
        } catch {
          throw EngineError(
            "error while creating mount source path '\(path)': mkdir \(path):"
              + " \(error.text.lowercased())")
        }
      }
      source = .path(path)
    }
    return ContainerMount(source: source, target: wish.target, isReadOnly: wish.isReadOnly)
  }

  private func show(_ mount: ContainerMount, in container: DockerContainer) throws(FileError) {
    let seen = container.instance.fileSystem
    switch mount.source {
    case .volume(let volume):
      // What the image has there is put into a volume that is still empty.
      if volume.isEmpty, seen.isDirectory(mount.target) {
        let target = FileSystem(root: volume.disk)
        for name in try seen.list(mount.target) {
          try target.put(
            try seen.node(mount.target + "/" + name, followsLast: false), at: "/" + name)
        }
      }
      try seen.mount(
        volume.disk, at: mount.target, isReadOnly: mount.isReadOnly, now: world.now)
    case .memory:
      try seen.mount(
        Disk(name: "tmpfs", location: host), at: mount.target, isReadOnly: mount.isReadOnly,
        now: world.now)
    case .path(let path):
      let real = try files.absolute(path)
      try seen.mount(
        try files.disk(of: real), at: mount.target, subPath: real, isReadOnly: mount.isReadOnly,
        now: world.now)
    }
  }
}
