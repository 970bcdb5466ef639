import KubernetesAPI

/// The names that follow from a StatefulSet's (S1, S18).
enum StatefulSetNaming {
  static let podNameLabel = "statefulset.kubernetes.io/pod-name"
  static let podIndexLabel = "apps.kubernetes.io/pod-index"
  static let revisionLabel = "controller-revision-hash"

  /// `web-0`.
  static func podName(_ set: String, _ ordinal: Int32) -> String { set + "-" + String(ordinal) }

  /// The set's name and the ordinal in a pod's name; nil for names that no set makes.
  static func parse(_ podName: String) -> (set: String, ordinal: Int32)? {
    guard let dash = podName.utf8.lastIndex(of: UInt8(ascii: "-")) else { return nil }
    let digits = podName[podName.utf8.index(after: dash)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      digits == "0" || digits.first != "0",
      let ordinal = Int32(digits)
    else { return nil }
    return (String(podName[..<dash]), ordinal)
  }

  /// `data-web-0`.
  static func claimName(_ template: String, _ set: String, _ ordinal: Int32) -> String {
    template + "-" + set + "-" + String(ordinal)
  }
}

extension StatefulSet {
  var replicas: Int { Int(spec.replicas ?? 1) }
  var startOrdinal: Int32 { spec.ordinals?.start ?? 0 }
  var isParallel: Bool { spec.podManagementPolicy == "Parallel" }
  var deletesClaimsWhenScaled: Bool {
    spec.persistentVolumeClaimRetentionPolicy?.whenScaled == "Delete"
  }
  var deletesClaimsWhenDeleted: Bool {
    spec.persistentVolumeClaimRetentionPolicy?.whenDeleted == "Delete"
  }

  /// The lowest place whose pod an update replaces (S11); nil when updates replace none (S12).
  var lowestUpdatedPlace: Int? {
    guard spec.updateStrategy.type != "OnDelete" else { return nil }
    return Int(spec.updateStrategy.rollingUpdate?.partition ?? 0)
  }

  /// Whether a pod that is made now has to be of the current revision, not the new one (S11, S13).
  func keepsCurrentRevision(at ordinal: Int32) -> Bool {
    guard spec.updateStrategy.type == "RollingUpdate" else { return false }
    let place = Int64(ordinal) - Int64(startOrdinal)
    guard let rolling = spec.updateStrategy.rollingUpdate else {
      return place < Int64(status.currentReplicas)
    }
    return place < Int64(rolling.partition ?? 0)
  }
}
