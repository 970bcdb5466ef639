import KubernetesAPI
import OrderedCollections
import Simulation
import Values

/// The files of a volume that shows ConfigMaps, Secrets and fields of the pod.
struct VolumeFiles {
  let server: APIServer
  let fields: PodFields

  /// What is missing: `configmap "nosuch" not found`.
  struct Problem: Error {
    var message: String
  }

  typealias Files = OrderedDictionary<String, String>

  /// Whether a volume is one of files that are made from objects.
  static func isMade(_ volume: Volume) -> Bool {
    volume.configMap != nil || volume.secret != nil || volume.projected != nil
      || volume.kept.values["downwardAPI"] != nil
  }

  /// The files, by path.
  func files(of volume: Volume) throws(Problem) -> Files {
    if let source = volume.configMap {
      return try configMap(source.name, source.items, isOptional: source.optional == true)
    }
    if let source = volume.secret {
      return try secret(source.secretName, source.items, isOptional: source.optional == true)
    }
    if let source = volume.kept.values["downwardAPI"] {
      return try downward(source)
    }
    guard case .array(let sources)? = volume.projected?["sources"] else { return [:] }
    var result: Files = [:]
    for source in sources {
      for (path, text) in try projected(source) { result[path] = text }
    }
    return result
  }

  private func projected(_ source: JSON) throws(Problem) -> Files {
    if let map = source["configMap"] {
      let name = map["name"]?.string ?? ""
      // The certificate of the cluster is in every namespace.
      if name == "kube-root-ca.crt",
        server.get(ConfigMap.self, namespace: fields.pod.namespace, name: name) == nil
      {
        return ["ca.crt": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"]
      }
      return try configMap(name, items(map["items"]), isOptional: map["optional"] == true)
    }
    if let secret = source["secret"] {
      return try self.secret(
        secret["name"]?.string ?? "", items(secret["items"]),
        isOptional: secret["optional"] == true)
    }
    if let fields = source["downwardAPI"] { return try downward(fields) }
    if let token = source["serviceAccountToken"] {
      let account = fields.pod.spec.serviceAccountName
      return [token["path"]?.string ?? "token": "token-of-\(fields.pod.namespace)-\(account)"]
    }
    return [:]
  }

  private func items(_ value: JSON?) -> [KeyToPath] {
    guard case .array(let list)? = value else { return [] }
    return list.map { entry in
      var item = KeyToPath()
      item.key = entry["key"]?.string ?? ""
      item.path = entry["path"]?.string ?? ""
      return item
    }
  }

  private func downward(_ source: JSON) throws(Problem) -> Files {
    guard case .array(let list)? = source["items"] else { return [:] }
    var result: Files = [:]
    for item in list {
      guard let path = item["path"]?.string else { continue }
      if let reference = item["resourceFieldRef"] {
        let name = reference["containerName"]?.string ?? ""
        guard let container = fields.pod.spec.containers.first(where: { $0.name == name }),
          let value = ResourceField.value(
            reference, of: container, on: server.get(Node.self, name: fields.pod.spec.nodeName))
        else { throw Problem(message: "downward API: the resource of \(path) is not supported") }
        result[path] = value
        continue
      }
      guard let field = item["fieldRef"]?["fieldPath"]?.string, let value = fields.value(field)
      else { throw Problem(message: "downward API: the field of \(path) is not supported") }
      result[path] = value
    }
    return result
  }

  private func configMap(
    _ name: String, _ items: [KeyToPath], isOptional: Bool
  ) throws(Problem) -> Files {
    guard let map = server.get(ConfigMap.self, namespace: fields.pod.namespace, name: name) else {
      if isOptional { return [:] }
      throw Problem(message: "configmap \"\(name)\" not found")
    }
    return try chosen(map.data, items, isOptional, "configmap")
  }

  private func secret(
    _ name: String, _ items: [KeyToPath], isOptional: Bool
  ) throws(Problem) -> Files {
    guard let secret = server.get(Secret.self, namespace: fields.pod.namespace, name: name) else {
      if isOptional { return [:] }
      throw Problem(message: "secret \"\(name)\" not found")
    }
    var data = StringMap()
    for entry in secret.data { data[entry.key] = Base64.decode(entry.value) ?? "" }
    return try chosen(data, items, isOptional, "secret")
  }

  private func chosen(
    _ data: StringMap, _ items: [KeyToPath], _ isOptional: Bool, _ kind: String
  ) throws(Problem) -> Files {
    var result: Files = [:]
    if items.isEmpty {
      for entry in data { result[entry.key] = entry.value }
      return result
    }
    for item in items {
      guard let value = data[item.key] else {
        if isOptional { continue }
        throw Problem(message: "\(kind) references non-existent config key: \(item.key)")
      }
      result[item.path] = value
    }
    return result
  }

  /// Makes the disk hold these files and no others.
  static func write(_ files: Files, to disk: Disk, now: VirtualTime) {
    let system = FileSystem(root: disk)
    do throws(FileError) {
      var kept: [String] = []
      for (path, text) in files {
        let names = path.split(separator: "/")
        guard let first = names.first else { continue }
        kept.append(String(first))
        if names.count > 1 {
          try system.makeDirectory(
            "/" + names.dropLast().joined(separator: "/"), withParents: true, now: now)
        }
        if system.exists(path), try system.read(path) == text { continue }
        try system.write(text, to: "/" + path, now: now)
      }
      for name in try system.list("/") where !kept.contains(name) {
        try system.remove("/" + name, recursively: true)
      }
    } catch {
      // The names of keys are checked when they are written; a path that cannot be is left out.
    }
  }
}
