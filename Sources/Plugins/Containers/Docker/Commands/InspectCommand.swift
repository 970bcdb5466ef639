import GoWriting
import OrderedCollections
import Simulation
import Values

extension DockerCommand {
  static let inspect = DockerCommand(
    path: ["inspect"], usage: "[OPTIONS] NAME|ID [NAME|ID...]",
    summary: "Return low-level information on Docker objects",
    flags: [
      .value("format", "f"), .value("type"), .unsupported("size", "s", takesValue: false),
    ], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let type = call.line.text("type") ?? ""
    guard ["", "container", "image", "network", "volume"].contains(type) else {
      throw ClientError("\"\(type)\" is not a valid value for --type")
    }
    try Inspection(call).run { (name) throws(ClientError) in
      let engine = call.engine
      if type.isEmpty || type == "container",
        let container = Inspection.found({ () throws(EngineError) in try engine.container(name) })
      {
        return engine.json(of: container)
      }
      if type.isEmpty || type == "image", let (key, image) = engine.images.find(name) {
        return engine.json(of: image, named: key)
      }
      if type.isEmpty || type == "network",
        let network = Inspection.found({ () throws(EngineError) in try engine.network(name) })
      {
        return engine.json(of: network)
      }
      if type.isEmpty || type == "volume", let volume = engine.volumes[name] {
        return engine.json(of: volume)
      }
      switch type {
      case "": throw ClientError("error: no such object: \(name)")
      case "container": throw .daemon("No such container: \(name)")
      case "image": throw .daemon("No such image: \(LocalImages.key(name))")
      case "network": throw .daemon("network \(name) not found")
      default: throw .daemon("get \(name): no such volume")
      }
    }
  }

  static let containerInspect = DockerCommand(
    path: ["container", "inspect"], usage: "[OPTIONS] CONTAINER [CONTAINER...]",
    summary: "Display detailed information on one or more containers",
    flags: [.value("format", "f"), .unsupported("size", "s", takesValue: false)],
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    try Inspection(call).run { (name) throws(ClientError) in
      call.engine.json(of: try call.container(name))
    }
  }
}

/// Things as JSON, or as a template prints them.
struct Inspection {
  private let call: DockerCall

  init(_ call: DockerCall) { self.call = call }

  /// What is found, or nothing.
  static func found<Thing>(_ find: () throws(EngineError) -> Thing) -> Thing? {
    do throws(EngineError) {
      return try find()
    } catch {
      return nil
    }
  }

  /// Prints what `find` gives for each argument, then what went wrong.
  func run(_ find: (String) throws(ClientError) -> JSON) throws(ClientError) {
    let format = call.line.text("format") ?? ""
    var template: GoTemplate?
    if !format.isEmpty, format != "json" {
      do throws(GoTemplate.Failure) {
        template = try GoTemplate(format, dialect: .docker, allowsMissingKeys: false)
      } catch {
        throw ClientError("template parsing error: \(error.message)", status: 64)
      }
    }
    var items: [JSON] = []
    var text = ""
    var errors: [String] = []
    for name in call.arguments {
      do throws(ClientError) {
        let item = try find(name)
        if let template { text += try output(template, item) + "\n" } else { items.append(item) }
      } catch {
        errors.append(error.message)
      }
    }
    if template != nil {
      call.process.write(text.isEmpty ? "\n" : text)
    } else if items.isEmpty {
      call.show("[]")
    } else {
      let list = JSON.array(items)
      call.show(format == "json" ? list.compactText : list.prettyText)
    }
    if !errors.isEmpty { throw ClientError(errors.joined(separator: "\n")) }
    call.finish()
  }

  private func output(_ template: GoTemplate, _ item: JSON) throws(ClientError) -> String {
    var output = ""
    do throws(GoTemplate.Failure) {
      try template.run(on: item, output: &output)
    } catch {
      throw ClientError("template parsing error: \(error.message)")
    }
    return output
  }
}
