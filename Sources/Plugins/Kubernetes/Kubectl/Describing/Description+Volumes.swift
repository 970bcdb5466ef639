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
      if let handle = driver["volumeHandle"] { row("VolumeHandle", handle.string ?? "", level: 2) }
      row("ReadOnly", driver["readOnly"]?.bool == true ? "true" : "false", level: 2)
      let attributes = driver.map("volumeAttributes").map { "\($0.key)=\($0.value)" }
      for (index, text) in attributes.enumerated() {
        line(index == 0 ? "VolumeAttributes:\t    \(text)" : "\t    \(text)", level: 2)
      }
      if attributes.isEmpty { row("VolumeAttributes", "<none>", level: 2) }
    } else if let share = volume["nfs"] {
      type("NFS (an NFS mount that lasts the lifetime of a pod)")
      row("Server", share.text("server"), level: 2)
      row("Path", share.text("path"), level: 2)
      row("ReadOnly", share["readOnly"]?.bool == true ? "true" : "false", level: 2)
    } else if let information = volume["downwardAPI"] {
      type("DownwardAPI (a volume populated by information about the pod)")
      line("Items:", level: 2)
      for item in information.items("items") {
        for (source, member) in [("fieldRef", "fieldPath"), ("resourceFieldRef", "resource")] {
          guard let reference = item[source], !reference.isNull else { continue }
          line("\(reference.text(member)) -> \(item.text("path"))", level: 3)
        }
      }
    } else if let image = volume["image"] {
      type("Image (a container image or OCI artifact)")
      row("Reference", image.text("reference"), level: 2)
      row("PullPolicy", image.text("pullPolicy"), level: 2)
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
