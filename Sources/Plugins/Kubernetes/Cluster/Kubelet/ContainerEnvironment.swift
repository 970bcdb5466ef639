import KubernetesAPI
import OrderedCollections
import Values

/// Works out the environment of a container: addresses of Services, then `envFrom`, then `env`.
struct ContainerEnvironment {
  let server: APIServer
  let fields: PodFields
  let services: OrderedDictionary<String, String>

  /// Why a container cannot be configured: `configmap "nosuch" not found`.
  struct Problem: Error {
    var message: String
  }

  func variables(
    of container: Container
  ) throws(Problem) -> OrderedDictionary<String, String> {
    var result = services
    // What runs at a terminal is told its type.
    if container.tty { result["TERM"] = "xterm" }
    for source in container.envFrom {
      for entry in try entries(of: source) { result[source.prefix + entry.key] = entry.value }
    }
    for variable in container.env {
      if let source = variable.valueFrom {
        if let value = try value(of: source, for: container) { result[variable.name] = value }
      } else {
        result[variable.name] = expandingVariables(variable.value, result)
      }
    }
    return result
  }

  private func entries(of source: EnvFromSource) throws(Problem) -> StringMap {
    if let reference = source.configMapRef {
      guard let map = configMap(reference.name) else {
        if reference.optional == true { return StringMap() }
        throw Problem(message: "configmap \"\(reference.name)\" not found")
      }
      return map.data
    }
    if let reference = source.secretRef {
      guard let secret = secret(reference.name) else {
        if reference.optional == true { return StringMap() }
        throw Problem(message: "secret \"\(reference.name)\" not found")
      }
      var result = StringMap()
      for entry in secret.data { result[entry.key] = Base64.decode(entry.value) ?? "" }
      return result
    }
    return StringMap()
  }

  private func value(
    of source: EnvVarSource, for container: Container
  ) throws(Problem) -> String? {
    if let field = source.fieldRef {
      guard let value = fields.value(field.fieldPath) else {
        throw Problem(message: "unsupported fieldPath: \(field.fieldPath)")
      }
      return value
    }
    if let selector = source.configMapKeyRef {
      let isOptional = selector.optional == true
      guard let map = configMap(selector.name) else {
        if isOptional { return nil }
        throw Problem(message: "configmap \"\(selector.name)\" not found")
      }
      if let value = map.data[selector.key] { return value }
      if isOptional { return nil }
      throw Problem(
        message: "couldn't find key \(selector.key) in ConfigMap"
          + " \(fields.pod.namespace)/\(selector.name)")
    }
    if let selector = source.secretKeyRef {
      let isOptional = selector.optional == true
      guard let secret = secret(selector.name) else {
        if isOptional { return nil }
        throw Problem(message: "secret \"\(selector.name)\" not found")
      }
      if let value = secret.data[selector.key] { return Base64.decode(value) ?? "" }
      if isOptional { return nil }
      throw Problem(
        message: "couldn't find key \(selector.key) in Secret"
          + " \(fields.pod.namespace)/\(selector.name)")
    }
    if let reference = source.kept.values["resourceFieldRef"] {
      let name = reference["containerName"]?.string ?? ""
      let named = name.isEmpty ? container : fields.pod.spec.containers.first { $0.name == name }
      let node = server.get(Node.self, name: fields.pod.spec.nodeName)
      guard let named, let value = ResourceField.value(reference, of: named, on: node) else {
        throw Problem(
          message: "unsupported container resource : \(reference["resource"]?.string ?? "")")
      }
      return value
    }
    return nil
  }

  private func configMap(_ name: String) -> ConfigMap? {
    server.get(ConfigMap.self, namespace: fields.pod.namespace, name: name)
  }

  private func secret(_ name: String) -> Secret? {
    server.get(Secret.self, namespace: fields.pod.namespace, name: name)
  }
}
