import Values

extension Description {
  /// The volumes of a pod or of a pod template.
  mutating func volumes(_ volumes: [JSON], indent: String = "") {
    if volumes.isEmpty {
      text += "\(indent)Volumes:\t<none>\n"
      return
    }
    text += "\(indent)Volumes:\n"
    for volume in volumes {
      line("\(indent.isEmpty ? "" : " ")\(volume.text("name")):", level: 1)
      if let source = volume["projected"] {
        projected(source)
      } else {
        volumeSource(volume)
      }
    }
  }

  /// What a volume is made of; also for a PersistentVolume.
  mutating func volumeSource(_ volume: JSON) {
    func optional(_ source: JSON) -> String { source["optional"]?.bool == true ? "true" : "false" }
    if let claim = volume["persistentVolumeClaim"] {
      type(
        "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)")
      row("ClaimName", claim.text("claimName"), level: 2)
      row("ReadOnly", claim["readOnly"]?.bool == true ? "true" : "false", level: 2)
    } else if let empty = volume["emptyDir"] {
      type("EmptyDir (a temporary directory that shares a pod's lifetime)")
      row("Medium", empty.text("medium"), level: 2)
      row("SizeLimit", empty["sizeLimit"].map { JSONPath.text($0) } ?? "<unset>", level: 2)
    } else if let map = volume["configMap"] {
      type("ConfigMap (a volume populated by a ConfigMap)")
      row("Name", map.text("name"), level: 2)
      row("Optional", optional(map), level: 2)
    } else if let secret = volume["secret"] {
      type("Secret (a volume populated by a Secret)")
      row("SecretName", secret.text("secretName"), level: 2)
      row("Optional", optional(secret), level: 2)
    } else if let path = volume["hostPath"] {
      type("HostPath (bare host directory volume)")
      row("Path", path.text("path"), level: 2)
      row("HostPathType", path["type"]?.string ?? "<none>", level: 2)
    } else if let local = volume["local"] {
      type("LocalVolume (a persistent volume backed by local storage on a node)")
      row("Path", local.text("path"), level: 2)
    } else if let driver = volume["csi"] {
      type("CSI (a Container Storage Interface (CSI) volume source)")
      row("Driver", driver.text("driver"), level: 2)
      row("FSType", driver.text("fsType"), level: 2)
      row("VolumeHandle", driver.text("volumeHandle"), level: 2)
      row("ReadOnly", driver["readOnly"]?.bool == true ? "true" : "false", level: 2)
      let attributes = driver.map("volumeAttributes").map { "\($0.key)=\($0.value)" }
      for (index, text) in attributes.enumerated() {
        line(index == 0 ? "VolumeAttributes:\t    \(text)" : "\t    \(text)", level: 2)
      }
      if attributes.isEmpty { row("VolumeAttributes", "<none>", level: 2) }
    } else {
      line("<unknown>", level: 1)
    }
  }

  private mutating func type(_ text: String) { row("Type", text, level: 2) }

  private mutating func projected(_ volume: JSON) {
    type("Projected (a volume that contains injected data from multiple sources)")
    for source in volume.items("sources") {
      if let secret = source["secret"] {
        row("SecretName", secret.text("name"), level: 2)
        row("SecretOptionalName", pointer(secret["optional"]), level: 2)
      } else if source["downwardAPI"] != nil {
        row("DownwardAPI", "true", level: 2)
      } else if let map = source["configMap"] {
        row("ConfigMapName", map.text("name"), level: 2)
        row("ConfigMapOptional", pointer(map["optional"]), level: 2)
      } else if let token = source["serviceAccountToken"] {
        row("TokenExpirationSeconds", String(token.number("expirationSeconds")), level: 2)
      }
    }
  }

  private func pointer(_ value: JSON?) -> String {
    guard let flag = value?.bool else { return "<nil>" }
    return flag ? "true" : "false"
  }
}
