import KubernetesAPI
import Simulation

/// The volumes of one pod, as far as they are ready to be mounted into its containers.
final class VolumeMounter {
  /// A disk, or a folder of one, that containers can mount.
  struct Mounted {
    var disk: Disk
    var folder = ""
    var isReadOnly = false
    /// Whether its files tell what is in a ConfigMap, a Secret or the pod, and change with it.
    var isMadeOfObjects = false
  }

  /// What stands between the pod and its volumes.
  enum Obstacle {
    /// Something that is looked at again, as a clause: `the volume … is not attached`; and the
    /// volume whose attachment ends it, if one does.
    case waiting(String, volume: String? = nil)
    /// Something that failed, with the text of its event; it is tried again.
    case failure(String)
  }

  private let kubelet: Kubelet
  private(set) var mounted: [String: Mounted] = [:]
  /// The persistent volumes among them.
  private var persistentVolumes: [String] = []
  /// What lives and dies with the pod.
  private var emptyDirectories: [String: Disk] = [:]
  private(set) var hasMadeFiles = false

  init(_ kubelet: Kubelet) { self.kubelet = kubelet }

  /// Makes the pod's volumes ready, as far as possible; nil when all are.
  func prepare(_ pod: Pod, _ fields: PodFields) -> Obstacle? {
    var first: Obstacle?
    for volume in pod.spec.volumes where mounted[volume.name] == nil {
      if let obstacle = prepare(volume, pod, fields), first == nil { first = obstacle }
    }
    return first
  }

  private func prepare(_ volume: Volume, _ pod: Pod, _ fields: PodFields) -> Obstacle? {
    if volume.emptyDir != nil {
      mounted[volume.name] = Mounted(disk: emptyDirectory(volume, pod))
    } else if let source = volume.persistentVolumeClaim {
      return prepare(claim: source, volume, pod)
    } else if let source = volume.hostPath {
      return prepare(folder: source, volume)
    } else if VolumeFiles.isMade(volume) {
      return prepare(files: volume, pod, fields)
    } else {
      let kind = volume.kept.values.keys.first ?? "without a source"
      return .failure(
        VolumeMounter.failure(volume, "volumes of the kind \(kind) are not supported here"))
    }
    return nil
  }

  private func emptyDirectory(_ volume: Volume, _ pod: Pod) -> Disk {
    if let known = emptyDirectories[volume.name] { return known }
    // Only what is kept in memory has the limit as its size; on a disk it is checked now and then.
    let isInMemory = volume.emptyDir?.medium == "Memory"
    let disk = Disk(
      name: "\(pod.key) \(volume.name)",
      capacity: isInMemory ? volume.emptyDir?.sizeLimit?.whole : nil,
      location: kubelet.node.host)
    emptyDirectories[volume.name] = disk
    return disk
  }

  private func prepare(
    claim source: PersistentVolumeClaimVolumeSource, _ volume: Volume, _ pod: Pod
  ) -> Obstacle? {
    let server = kubelet.server
    let name = source.claimName
    guard
      let claim = server.get(PersistentVolumeClaim.self, namespace: pod.namespace, name: name)
    else { return .waiting("persistentvolumeclaim \"\(name)\" not found") }
    guard claim.status.phase == "Bound", !claim.spec.volumeName.isEmpty,
      let persistent = server.get(PersistentVolume.self, name: claim.spec.volumeName)
    else { return .waiting("the claim \(name) is not bound") }
    let storage = kubelet.cluster.storage
    guard storage.isAttached(persistent, to: kubelet.node.name) else {
      return .waiting(
        "the volume \(persistent.name) is not attached to \(kubelet.node.name)",
        volume: persistent.name)
    }
    switch storage.backing(of: persistent) {
    case .disk(let disk):
      storage.mount(persistent.name, on: kubelet.node.name)
      persistentVolumes.append(persistent.name)
      mounted[volume.name] = Mounted(disk: disk, isReadOnly: source.readOnly)
    case .folder(let path):
      if persistent.spec.local != nil, !kubelet.files.isDirectory(path) {
        return .failure(
          "MountVolume.NewMounter initialization failed for volume \"\(persistent.name)\" :"
            + " path \"\(path)\" does not exist")
      }
      makeFolder(path)
      mounted[volume.name] = Mounted(
        disk: kubelet.disk, folder: path, isReadOnly: source.readOnly)
    case .unsupported(let kind):
      return .failure(
        "MountVolume.SetUp failed for volume \"\(persistent.name)\" : volumes of the kind"
          + " \(kind) are not supported here")
    }
    return nil
  }

  private func prepare(folder source: HostPathVolumeSource, _ volume: Volume) -> Obstacle? {
    let path = source.path
    let files = kubelet.files
    switch source.type ?? "" {
    case "Directory" where !files.isDirectory(path):
      return .failure(
        VolumeMounter.failure(volume, "hostPath type check failed: \(path) is not a directory"))
    case "File" where !files.exists(path) || files.isDirectory(path):
      return .failure(
        VolumeMounter.failure(volume, "hostPath type check failed: \(path) is not a file"))
    case "FileOrCreate":
      if !files.exists(path) {
        do throws(FileError) {
          try files.write("", to: path, now: kubelet.world.now)
        } catch {
          return .failure(VolumeMounter.failure(volume, error.text))
        }
      }
    case "File", "Directory": break
    default: makeFolder(path)
    }
    mounted[volume.name] = Mounted(disk: kubelet.disk, folder: path)
    return nil
  }

  private func makeFolder(_ path: String) {
    do throws(FileError) {
      try kubelet.files.makeDirectory(path, withParents: true, now: kubelet.world.now)
    } catch {
      // A file stands there: the container sees that file.
    }
  }

  private func prepare(files volume: Volume, _ pod: Pod, _ fields: PodFields) -> Obstacle? {
    if volume.name.hasPrefix("kube-api-access-") {
      mounted[volume.name] = Mounted(
        disk: kubelet.accessFiles(of: volume, fields), isReadOnly: true)
      return nil
    }
    do throws(VolumeFiles.Problem) {
      let files = try VolumeFiles(server: kubelet.server, fields: fields).files(of: volume)
      let disk = Disk(name: "\(pod.key) \(volume.name)", location: kubelet.node.host)
      VolumeFiles.write(files, to: disk, now: kubelet.world.now)
      mounted[volume.name] = Mounted(disk: disk, isReadOnly: true, isMadeOfObjects: true)
      hasMadeFiles = true
      return nil
    } catch {
      return .failure(VolumeMounter.failure(volume, error.message))
    }
  }

  /// Brings files that are made from objects up to date. What has vanished stays as it was.
  func refreshFiles(_ pod: Pod, _ fields: PodFields) {
    for volume in pod.spec.volumes
    where VolumeFiles.isMade(volume) && !volume.name.hasPrefix("kube-api-access-") {
      guard let disk = mounted[volume.name]?.disk else { continue }
      do throws(VolumeFiles.Problem) {
        let files = try VolumeFiles(server: kubelet.server, fields: fields).files(of: volume)
        VolumeFiles.write(files, to: disk, now: kubelet.world.now)
      } catch {
        continue
      }
    }
  }

  /// The names of the volumes that are not attached to the node.
  func unattached(_ pod: Pod) -> [String] {
    pod.spec.volumes.filter { volume in
      guard mounted[volume.name] == nil, let source = volume.persistentVolumeClaim,
        let claim = kubelet.server.get(
          PersistentVolumeClaim.self, namespace: pod.namespace, name: source.claimName),
        let persistent = kubelet.server.get(PersistentVolume.self, name: claim.spec.volumeName)
      else { return false }
      return !kubelet.cluster.storage.isAttached(persistent, to: kubelet.node.name)
    }.map { $0.name }
  }

  /// Whether the pod has scratch space on the node's disk that must not grow beyond a limit.
  func hasLimits(_ pod: Pod) -> Bool {
    pod.spec.volumes.contains {
      $0.emptyDir?.sizeLimit != nil && $0.emptyDir?.medium != "Memory"
    }
  }

  /// The first scratch space that has grown beyond its limit, in the words of the eviction.
  func excess(_ pod: Pod) -> String? {
    for volume in pod.spec.volumes {
      guard let limit = volume.emptyDir?.sizeLimit, let disk = emptyDirectories[volume.name],
        disk.capacity == nil, disk.used > limit.whole
      else { continue }
      return "Usage of EmptyDir volume \"\(volume.name)\" exceeds the limit \"\(limit.text)\". "
    }
    return nil
  }

  /// Empties what was kept in the memory of the node.
  func forgetMemory(_ pod: Pod) {
    for volume in pod.spec.volumes where volume.emptyDir?.medium == "Memory" {
      emptyDirectories[volume.name] = nil
    }
  }

  /// Forgets what was mounted; directories that belong to the pod stay until it goes.
  func unmount() {
    mounted = [:]
    for volume in persistentVolumes {
      kubelet.cluster.storage.unmount(volume, from: kubelet.node.name)
    }
    persistentVolumes = []
  }

  private static func failure(_ volume: Volume, _ reason: String) -> String {
    "MountVolume.SetUp failed for volume \"\(volume.name)\" : \(reason)"
  }
}
