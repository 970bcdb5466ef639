import OrderedCollections
import Simulation
import Values

extension DockerCommand {
  static let pull = DockerCommand(
    path: ["pull"], aliases: [["image", "pull"]], usage: "[OPTIONS] NAME[:TAG|@DIGEST]",
    summary: "Download an image from a registry",
    flags: [
      .flag("quiet", "q"), .unsupported("all-tags", "a", takesValue: false),
      .unsupported("platform"), .unsupported("disable-content-trust", takesValue: false),
    ], arguments: 1...1
  ) { (call) throws(ClientError) in
    let reference = call.arguments[0]
    if let problem = LocalImages.problem(with: reference) { throw ClientError(problem) }
    let name = ImageReference(reference)
    if !call.line.isSet("quiet"), !reference.hasSuffix(":" + name.tag) {
      call.show("Using default tag: latest")
    }
    try call.ask { () throws(EngineError) in
      try call.engine.pull(reference) { pull in
        guard call.process.isRunning else { return }
        if !call.line.isSet("quiet") { for line in pull.lines { call.show(line) } }
        call.show(name.canonical)
        call.finish()
      }
    }
  }

  static let images = DockerCommand(
    path: ["images"], aliases: [["image", "ls"], ["image", "list"]],
    usage: "[OPTIONS] [REPOSITORY[:TAG]]", summary: "List images",
    flags: [
      .flag("all", "a"), .value("format"), .flag("no-trunc"), .flag("quiet", "q"),
      .flag("digests"), .unsupported("filter", "f"), .unsupported("tree", takesValue: false),
    ], arguments: 0...1
  ) { (call) throws(ClientError) in
    let hasDigests = call.line.isSet("digests")
    var list = DockerList(
      heads: [
        ("ID", "IMAGE ID"), ("Repository", "REPOSITORY"), ("Tag", "TAG"), ("Digest", "DIGEST"),
        ("CreatedSince", "CREATED"), ("CreatedAt", "CREATED AT"), ("Size", "SIZE"),
      ],
      columns: ["Repository", "Tag"] + (hasDigests ? ["Digest"] : [])
        + ["ID", "CreatedSince", "Size"])
    let now = call.world.now
    for (name, image) in call.engine.images.images.sorted(by: { $0.key < $1.key }) {
      let reference = ImageReference(name)
      if let wanted = call.arguments.first {
        let key = LocalImages.key(wanted)
        let isWhole = wanted.hasSuffix(":" + ImageReference(wanted).tag)
        guard
          isWhole
            ? key == name
            : ImageReference(wanted).familiarRepository == reference.familiarRepository
        else { continue }
      }
      list.rows.append([
        "ID": .string(
          call.line.isSet("no-trunc") ? "sha256:" + image.id : String(image.id.prefix(12))),
        "Repository": .string(reference.familiarRepository), "Tag": .string(reference.tag),
        "Digest": .string("sha256:" + image.digest),
        "CreatedSince": .string(DockerText.roughly(now - FileTree.imageTime) + " ago"),
        "CreatedAt": .string(DockerText.longTime(FileTree.imageTime)),
        "Size": .string(DockerText.size(image.unpackedSize)),
      ])
    }
    call.process.write(
      try list.text(
        format: call.line.text("format"), quietMember: call.line.isSet("quiet") ? "ID" : nil))
    call.finish()
  }

  static let removeImages = DockerCommand(
    path: ["rmi"], aliases: [["image", "rm"], ["image", "remove"]],
    usage: "[OPTIONS] IMAGE [IMAGE...]", summary: "Remove one or more images",
    flags: [.flag("force", "f"), .flag("no-prune")], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let force = call.line.isSet("force")
    var errors: [String] = []
    for name in call.arguments {
      do throws(EngineError) {
        for line in try call.engine.removeImage(name, force: force) { call.show(line) }
      } catch {
        if force, error.kind == .notFound {
          call.printError(error.report)
        } else {
          errors.append(error.report)
        }
      }
    }
    if !errors.isEmpty { throw ClientError(errors.joined(separator: "\n")) }
    call.finish()
  }

  static let tag = DockerCommand(
    path: ["tag"], aliases: [["image", "tag"]], usage: "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
    summary: "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE", arguments: 2...2
  ) { (call) throws(ClientError) in
    try call.ask { () throws(EngineError) in
      try call.engine.tag(call.arguments[0], as: call.arguments[1])
    }
    call.finish()
  }

  static let imageInspect = DockerCommand(
    path: ["image", "inspect"], usage: "[OPTIONS] IMAGE [IMAGE...]",
    summary: "Display detailed information on one or more images",
    flags: [.value("format", "f")], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    try Inspection(call).run { (name) throws(ClientError) in
      guard let (key, image) = call.engine.images.find(name) else {
        throw .daemon("No such image: \(LocalImages.key(name))")
      }
      return call.engine.json(of: image, named: key)
    }
  }

  static let imagePrune = DockerCommand(
    path: ["image", "prune"], usage: "[OPTIONS]", summary: "Remove unused images",
    flags: [.flag("all", "a"), .flag("force", "f"), .unsupported("filter")], arguments: 0...0
  ) { (call) throws(ClientError) in
    let isAll = call.line.isSet("all")
    let warning =
      isAll
      ? "This will remove all images without at least one container associated to them."
      : "This will remove all dangling images."
    call.confirm(warning, name: "image") {
      var freed: Int64 = 0
      var lines: [String] = []
      for (name, image) in isAll ? Array(call.engine.images.images) : [] {
        let isUsed = call.engine.containers.values.contains { $0.image.id == image.id }
        guard !isUsed,
          let removed = Inspection.found({ () throws(EngineError) in
            try call.engine.removeImage(name, force: false)
          })
        else { continue }
        lines += removed
        if call.engine.images.names(of: image.id).isEmpty { freed += image.unpackedSize }
      }
      if !lines.isEmpty {
        call.show("Deleted Images:")
        for line in lines {
          call.show(
            line.hasPrefix("U") ? "untagged" + line.dropFirst(8) : "deleted" + line.dropFirst(7))
        }
        call.show("")
      }
      call.show("Total reclaimed space: " + DockerText.size(freed))
      call.finish()
    }
  }
}
