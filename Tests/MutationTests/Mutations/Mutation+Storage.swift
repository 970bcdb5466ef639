extension Mutation {
  private static let cluster = "Sources/Plugins/Kubernetes/Cluster/"
  private static let mounting = "«Mounted(disk: disk, isReadOnly: source.readOnly)»"

  /// Whose bytes a pod sees, where a volume can go, and what survives.
  static let storage = [
    Mutation(
      name: "a-disk-for-each-pod-of-a-replica-set",
      breaks: "The pods of a ReplicaSet see a disk of their own behind the claim that they share.",
      claims: ["vi5", "vi6", "vi7"], file: cluster + "Kubelet/VolumeMounter.swift",
      original: mounting,
      replacement: """
        Mounted(
          disk: pod.controller?.kind == "ReplicaSet" ? Disk(name: pod.key) : disk,
          isReadOnly: source.readOnly)
        """),
    Mutation(
      name: "one-disk-behind-all-claims", breaks: "All claims lead to the oldest volume.",
      claims: ["vi6", "vi10", "en20"], file: cluster + "Kubelet/VolumeMounter.swift",
      original: "switch storage.backing(of: «persistent») {",
      replacement: """
        server.list(PersistentVolume.self).min {
          $0.metadata.creationTimestamp ?? .zero < $1.metadata.creationTimestamp ?? .zero
        } ?? persistent
        """),
    Mutation(
      name: "a-volume-lives-as-long-as-the-pod",
      breaks: "A pod that is made again finds an empty volume behind its claim.",
      claims: ["vi15", "en21", "en25", "en26"], file: cluster + "Kubelet/VolumeMounter.swift",
      original: mounting,
      replacement: """
        Mounted(
          disk: pod.controller?.kind == "StatefulSet" ? Disk(name: pod.key) : disk,
          isReadOnly: source.readOnly)
        """),
    Mutation(
      name: "a-power-cut-wipes-volumes",
      breaks: "A volume is empty when its pod starts again after its node lost power.",
      claims: ["en24"], file: cluster + "Kubelet/VolumeMounter.swift", original: mounting,
      replacement: """
        Mounted(
          disk: pod.status.phase == "Running" ? Disk(name: pod.key) : disk,
          isReadOnly: source.readOnly)
        """),
    Mutation(
      name: "a-container-survives-a-power-cut",
      breaks: "A container that is started again sees the files of the one before it.",
      claims: ["en24"], file: cluster + "Kubelet/PodWorker+Running.swift",
      original: "name: \"\\(key)/\\(spec.name)\", image: «image.image», host: host,",
      replacement: """
        {
          var kept = image.image
          if let before = record.instance { kept.files = before.fileSystem.root.tree }
          return kept
        }()
        """),
    Mutation(
      name: "an-exclusive-volume-at-many-nodes",
      breaks: "A ReadWriteOnce volume is attached to any number of nodes at once.",
      claims: ["vi5"], file: cluster + "Storage/AttachController.swift",
      original: """
        «!volume.spec.accessModes.contains("ReadWriteMany")
              && !volume.spec.accessModes.contains("ReadOnlyMany")»
        """, replacement: "false"),
    Mutation(
      name: "a-remote-volume-stays",
      breaks: "A remote volume is never detached from the node that it was first attached to.",
      claims: ["en21"], file: cluster + "Storage/AttachController.swift",
      original: "if «deadline > world.now» { return deadline - world.now }", replacement: "true"),
    Mutation(
      name: "a-local-volume-everywhere",
      breaks: "A local volume can be used on every node.",
      claims: ["en27"], file: cluster + "Storage/VolumeMaker.swift",
      original: "volume.spec.nodeAffinity = affinity", replacement: "_ = affinity",
      kind: .statements),
    Mutation(
      name: "bytes-stay-at-the-node",
      breaks: "The bytes of a remote volume are on the node's own disk.",
      claims: ["en21", "en27"], file: cluster + "Kubelet/VolumeMounter.swift", original: mounting,
      replacement: """
        Mounted(
          disk: kubelet.disk, folder: "/volumes/" + persistent.name, isReadOnly: source.readOnly)
        """),
    Mutation(
      name: "a-node-for-each-ordinal",
      breaks: "A StatefulSet's pod goes to the node with its number, even when that is closed.",
      claims: ["en21", "en27"], file: cluster + "Scheduler/NodeFilter.swift",
      original: "if «situation.isClosed», !toleratesClosing {",
      replacement: """
        pod.metadata.labels["apps.kubernetes.io/pod-index"].map {
          node.name != "node-" + String((Int($0) ?? 0) + 1)
        } ?? situation.isClosed
        """),
  ]
}
