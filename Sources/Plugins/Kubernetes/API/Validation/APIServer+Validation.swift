import Values

extension APIServer {
  /// What is wrong with a new object, or with one as it is after a change.
  func validateCreation(_ object: KubernetesObject) -> [APIError.Cause] {
    var checker = Checker()
    checker.metadata(object)
    checker.contents(object)
    return checker.causes
  }

  /// What is wrong with a change.
  func validateUpdate(_ object: KubernetesObject, old: KubernetesObject) -> [APIError.Cause] {
    var checker = Checker()
    checker.metadata(object, old: old)
    checker.change(object, old: old)
    return checker.causes
  }
}

extension Checker {
  /// Labels and annotations are only looked at when they are not those of the stored object.
  mutating func metadata(_ object: KubernetesObject, old: KubernetesObject? = nil) {
    let name = object.metadata.name
    let field = "metadata.name"
    if name.isEmpty {
      add(.required(field, "name or generateName is required"))
    } else if object is Namespace || object is StatefulSet {
      names(field, name, NameRules.problemsOfLabel(name))
    } else if object is Service {
      names(field, name, NameRules.problemsOfDNS1035(name))
    } else {
      names(field, name, NameRules.problemsOfSubdomain(name))
    }
    if object.metadata.labels != old?.metadata.labels {
      labels("metadata.labels", object.metadata.labels)
    }
    if object.metadata.annotations != old?.metadata.annotations {
      annotations("metadata.annotations", object.metadata.annotations)
    }
    for (index, owner) in object.metadata.ownerReferences.enumerated() {
      let place = "metadata.ownerReferences[\(index)]"
      if owner.kind.isEmpty { add(.invalid("\(place).kind", "\"\"", "kind must not be empty")) }
      if owner.name.isEmpty { add(.invalid("\(place).name", "\"\"", "name must not be empty")) }
      if owner.uid.isEmpty { add(.invalid("\(place).uid", "\"\"", "uid must not be empty")) }
    }
  }

  /// The part of an object that its kind alone has.
  mutating func contents(_ object: KubernetesObject) {
    if let pod = object as? Pod {
      podSpec("spec", pod.spec)
    } else if let set = object as? StatefulSet {
      statefulSet(set)
    } else if let set = object as? ReplicaSet {
      replicaSet(set)
    } else if let deployment = object as? Deployment {
      self.deployment(deployment)
    } else if let job = object as? Job {
      self.job(job)
    } else if let service = object as? Service {
      self.service(service)
    } else if let claim = object as? PersistentVolumeClaim {
      self.claim("spec", claim.spec)
    } else if let volume = object as? PersistentVolume {
      self.volume(volume)
    } else if let storageClass = object as? StorageClass {
      self.storageClass(storageClass)
    } else if let map = object as? ConfigMap {
      keys("data", map.data)
      keys("binaryData", map.binaryData)
    } else if let secret = object as? Secret {
      keys("data", secret.data)
    } else if let budget = object as? PodDisruptionBudget {
      if budget.spec.minAvailable != nil, budget.spec.maxUnavailable != nil {
        add(
          .invalid(
            "spec", "policy.PodDisruptionBudgetSpec{}",
            "minAvailable and maxUnavailable cannot be both set"))
      }
    } else {
      for cause in object.validate() { add(cause) }
    }
  }

  mutating func keys(_ field: String, _ data: StringMap) {
    for entry in data {
      let isGood = entry.key.utf8.allSatisfy {
        NameRules.isLetterOrDigit($0) || $0 == 0x2d || $0 == 0x5f || $0 == 0x2e
      }
      if entry.key.isEmpty || !isGood {
        add(
          .invalid(
            "\(field)[\(entry.key)]", text: entry.key,
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
              + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
              + " '[-._a-zA-Z0-9]+')"))
      }
    }
  }
}
