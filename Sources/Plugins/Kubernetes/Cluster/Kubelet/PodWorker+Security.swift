import KubernetesAPI
import Simulation

/// What a security context asks of the kubelet.
extension PodWorker {
  /// Why a container must not run as the user that it would run as; nil when it may.
  func violation(of container: KubernetesAPI.Container) -> String? {
    let own = container.securityContext
    let common = pod.spec.securityContext
    guard own?.runAsNonRoot ?? common?.runAsNonRoot ?? false else { return nil }
    // The server accepts no other user than root, and every image here is made for root.
    let isNamed = own?.runAsUser ?? common?.runAsUser != nil
    return
      (isNamed
      ? "container's runAsUser breaks non-root policy"
      : "container has runAsNonRoot and image will run as root")
      + " (pod: \"\(pod.name)_\(pod.namespace)(\(uid))\", container: \(container.name))"
  }

  /// Makes the files of the image read-only when that is wished. The file for the last words is a
  /// mount of its own and stays writable.
  func closeFiles(
    of record: ContainerRecord, in container: Simulation.Container
  ) throws(FileError) {
    guard record.spec.securityContext?.readOnlyRootFilesystem == true else { return }
    let files = container.fileSystem
    let now = world.now
    let path = record.spec.terminationMessagePath
    if !path.isEmpty {
      var root = Directory(modified: now)
      root["log"] = .file(File(contents: "", modified: now))
      let disk = Disk(
        name: "\(container.name) termination log", location: kubelet.node.host,
        tree: FileTree(root: root))
      try files.mount(disk, at: path, subPath: "log", now: now)
    }
    try files.mount(files.root, at: "/", isReadOnly: true, now: now)
  }
}
