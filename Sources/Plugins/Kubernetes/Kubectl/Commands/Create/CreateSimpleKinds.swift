import KubernetesAPI
import OrderedCollections
import Simulation
import Values

extension Flag {
  static let fromLiteral = Flag(
    "from-literal", "", .array, "Specify a key and literal value to insert.")
  static let fromFile = Flag(
    "from-file", "", .list, "Key files can be specified using their file path.")
  static let fromEnvFile = Flag(
    "from-env-file", "", .array, "Specify the path to a file of lines of key=val pairs.")
  static let secretType = Flag("type", "", .text(""), "The type of secret to create")
  static let generatorFlags: [Flag] = [
    .output, .dryRun, .validate, .saveConfig, .fieldManager, .template, .showManagedFields,
    .allowMissingTemplateKeys,
  ]
}

extension Command {
  static let createNamespace = Command(
    "namespace", aliases: ["ns"], "Create a namespace with the specified name",
    arguments: "NAME [--dry-run=server|client|none]", flags: Flag.generatorFlags
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    try invocation.createGenerated(
      .namespaces,
      [
        "apiVersion": "v1", "kind": "Namespace",
        "metadata": ["creationTimestamp": .null, "name": .string(name)], "spec": [:],
        "status": [:],
      ])
    invocation.finish()
  }

  static let createConfigMap = Command(
    "configmap", aliases: ["cm"],
    "Create a config map from a local file, directory or literal value",
    arguments: "NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
    flags: Flag.generatorFlags + [
      .fromLiteral, .fromFile, .fromEnvFile,
      .unsupported("append-hash", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    let data = try invocation.literalsAndFiles()
    var object: OrderedMembers = ["apiVersion": "v1"]
    if !data.isEmpty { object["data"] = .object(data.mapValues { .string($0) }) }
    object["kind"] = "ConfigMap"
    object["metadata"] = invocation.generatedMetadata(name)
    try invocation.createGenerated(
      .configMaps, .object(object), failurePrefix: "failed to create configmap: ")
    invocation.finish()
  }

  static var createSecret: Command {
    Command(
      group: "secret", "Create a secret using a specified subcommand",
      subcommands: [
        Command(
          refused: "docker-registry", "Create a secret for use with a Docker registry",
          "registries are not simulated"),
        .createGenericSecret,
        Command(refused: "tls", "Create a TLS secret", "certificates are not simulated"),
      ])
  }

  private static let createGenericSecret = Command(
    "generic", "Create a secret from a local file, directory, or literal value",
    arguments: "NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1]",
    flags: Flag.generatorFlags + [
      .fromLiteral, .fromFile, .fromEnvFile, .secretType,
      .unsupported("append-hash", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    let data = try invocation.literalsAndFiles()
    var object: OrderedMembers = ["apiVersion": "v1"]
    if !data.isEmpty { object["data"] = .object(data.mapValues { .string(Base64.encode($0)) }) }
    object["kind"] = "Secret"
    object["metadata"] = invocation.generatedMetadata(name)
    let type = invocation.options.text(.secretType)
    if !type.isEmpty { object["type"] = .string(type) }
    try invocation.createGenerated(
      .secrets, .object(object), failurePrefix: "failed to create secret ")
    invocation.finish()
  }
}

extension Invocation {
  /// The metadata of an object made from flags, as `-o yaml` shows it.
  func generatedMetadata(_ name: String, labels: JSON? = nil) -> JSON {
    var metadata: OrderedMembers = ["creationTimestamp": .null]
    if let labels { metadata["labels"] = labels }
    metadata["name"] = .string(name)
    if options.has(.namespace) { metadata["namespace"] = .string(namespace) }
    return .object(metadata)
  }

  /// The data of `--from-literal` and `--from-file`.
  fileprivate func literalsAndFiles() throws(CommandError) -> OrderedDictionary<String, String> {
    var data: OrderedDictionary<String, String> = [:]
    for source in options.list(.fromFile) {
      let parts = source.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(parts[parts.count - 1])
      let key = parts.count > 1 ? String(parts[0]) : fileName(of: path)
      if key.isEmpty || path.isEmpty {
        throw .text("key name for file path \(path) missing")
      }
      try add(path, as: key, explicit: parts.count > 1, to: &data)
    }
    let lists = options.list(.fromEnvFile)
    if !lists.isEmpty, options.has(.fromFile) || options.has(.fromLiteral) {
      throw .text("from-env-file cannot be combined with from-file or from-literal")
    }
    for path in lists { try addVariables(in: path, to: &data) }
    for literal in options.list(.fromLiteral) {
      guard let equals = literal.firstIndex(of: "="), equals > literal.startIndex else {
        throw .text("invalid literal source \(literal), expected key=value")
      }
      let key = String(literal[..<equals])
      if data[key] != nil {
        // The two generators say it differently.
        throw .text(
          line.command.name == "configmap"
            ? "cannot add key \(quoted(key)), another key by that name already exists in Data for"
              + " ConfigMap \(quoted(arguments.first ?? ""))"
            : "cannot add key \(key), another key by that name already exists")
      }
      data[key] = String(literal[literal.index(after: equals)...])
    }
    data.sort { $0.key.precedesByBytes($1.key) }
    return data
  }

  /// The lines `key=value` of a file; a key alone stands for the variable of that name here.
  private func addVariables(
    in path: String, to data: inout OrderedDictionary<String, String>
  ) throws(CommandError) {
    let text: String
    do throws(FileError) {
      text = try process.fileSystem.read(path, from: process.workingDirectory)
    } catch {
      throw .text("error reading \(path): \(error.text.lowercased())")
    }
    for line in text.split(separator: "\n") {
      let start = line.drop { $0 == " " || $0 == "\t" }
      if start.isEmpty || start.hasPrefix("#") { continue }
      let parts = start.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0])
      if parts.count == 2 {
        data[key] = String(parts[1])
      } else if let value = process.environment[key] {
        data[key] = value
      }
    }
  }

  private func fileName(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }

  private func add(
    _ path: String, as key: String, explicit: Bool,
    to data: inout OrderedDictionary<String, String>
  ) throws(CommandError) {
    let files = process.fileSystem
    let folder = process.workingDirectory
    do throws(FileError) {
      if files.isDirectory(path, from: folder) {
        if explicit { throw FileError.isADirectory }
        for name in try files.list(path, from: folder)
        where !files.isDirectory(path + "/" + name, from: folder) {
          data[name] = try files.read(path + "/" + name, from: folder)
        }
      } else {
        data[key] = try files.read(path, from: folder)
      }
    } catch {
      throw .text("error reading \(path): \(error.text.lowercased())")
    }
  }
}
