extension GoSchema {
  static let volumes: [String: [String]] = [
    "Volume": ["Name name s", "VolumeSource - +VolumeSource"],
    "VolumeSource": [
      "HostPath hostPath *HostPathVolumeSource", "EmptyDir emptyDir *EmptyDirVolumeSource",
      "GCEPersistentDisk gcePersistentDisk nil", "AWSElasticBlockStore awsElasticBlockStore nil",
      "GitRepo gitRepo nil", "Secret secret *SecretVolumeSource", "NFS nfs *NFSVolumeSource",
      "ISCSI iscsi nil", "Glusterfs glusterfs nil",
      "PersistentVolumeClaim persistentVolumeClaim *PersistentVolumeClaimVolumeSource",
      "RBD rbd nil", "Quobyte quobyte nil", "FlexVolume flexVolume nil", "Cinder cinder nil",
      "CephFS cephfs nil", "Flocker flocker nil",
      "DownwardAPI downwardAPI *DownwardAPIVolumeSource", "FC fc nil", "AzureFile azureFile nil",
      "ConfigMap configMap *ConfigMapVolumeSource", "VsphereVolume vsphereVolume nil",
      "AzureDisk azureDisk nil", "PhotonPersistentDisk photonPersistentDisk nil",
      "Projected projected *ProjectedVolumeSource", "PortworxVolume portworxVolume nil",
      "ScaleIO scaleIO nil", "StorageOS storageos nil", "CSI csi *CSIVolumeSource",
      "Ephemeral ephemeral nil", "Image image nil",
    ],
    "HostPathVolumeSource": ["Path path s", "Type type *s"],
    "EmptyDirVolumeSource": ["Medium medium s", "SizeLimit sizeLimit *q"],
    "SecretVolumeSource": [
      "SecretName secretName s", "Items items []KeyToPath", "DefaultMode defaultMode *i",
      "Optional optional *b",
    ],
    "NFSVolumeSource": ["Server server s", "Path path s", "ReadOnly readOnly b"],
    "PersistentVolumeClaimVolumeSource": ["ClaimName claimName s", "ReadOnly readOnly b"],
    "DownwardAPIVolumeSource": [
      "Items items []DownwardAPIVolumeFile", "DefaultMode defaultMode *i",
    ],
    "DownwardAPIVolumeFile": [
      "Path path s", "FieldRef fieldRef *ObjectFieldSelector",
      "ResourceFieldRef resourceFieldRef *ResourceFieldSelector", "Mode mode *i",
    ],
    "ConfigMapVolumeSource": [
      "LocalObjectReference - +LocalObjectReference", "Items items []KeyToPath",
      "DefaultMode defaultMode *i", "Optional optional *b",
    ],
    "KeyToPath": ["Key key s", "Path path s", "Mode mode *i"],
    "ProjectedVolumeSource": [
      "Sources sources []VolumeProjection", "DefaultMode defaultMode *i",
    ],
    "VolumeProjection": [
      "Secret secret *SecretProjection", "DownwardAPI downwardAPI *DownwardAPIProjection",
      "ConfigMap configMap *ConfigMapProjection",
      "ServiceAccountToken serviceAccountToken *ServiceAccountTokenProjection",
      "ClusterTrustBundle clusterTrustBundle nil",
    ],
    "SecretProjection": [
      "LocalObjectReference - +LocalObjectReference", "Items items []KeyToPath",
      "Optional optional *b",
    ],
    "ConfigMapProjection": [
      "LocalObjectReference - +LocalObjectReference", "Items items []KeyToPath",
      "Optional optional *b",
    ],
    "DownwardAPIProjection": ["Items items []DownwardAPIVolumeFile"],
    "ServiceAccountTokenProjection": [
      "Audience audience s", "ExpirationSeconds expirationSeconds i", "Path path s",
    ],
    "CSIVolumeSource": [
      "Driver driver s", "ReadOnly readOnly *b", "FSType fsType *s",
      "VolumeAttributes volumeAttributes labels", "NodePublishSecretRef nodePublishSecretRef nil",
    ],
    "PersistentVolumeSource": [
      "GCEPersistentDisk gcePersistentDisk nil", "AWSElasticBlockStore awsElasticBlockStore nil",
      "HostPath hostPath *HostPathVolumeSource", "Glusterfs glusterfs nil",
      "NFS nfs *NFSVolumeSource", "RBD rbd nil", "Quobyte quobyte nil", "ISCSI iscsi nil",
      "FlexVolume flexVolume nil", "Cinder cinder nil", "CephFS cephfs nil", "FC fc nil",
      "Flocker flocker nil", "AzureFile azureFile nil", "VsphereVolume vsphereVolume nil",
      "AzureDisk azureDisk nil", "PhotonPersistentDisk photonPersistentDisk nil",
      "PortworxVolume portworxVolume nil", "ScaleIO scaleIO nil",
      "Local local *LocalVolumeSource", "StorageOS storageos nil",
      "CSI csi *CSIPersistentVolumeSource",
    ],
    "LocalVolumeSource": ["Path path s", "FSType fsType *s"],
    "CSIPersistentVolumeSource": [
      "Driver driver s", "VolumeHandle volumeHandle s", "ReadOnly readOnly b", "FSType fsType s",
      "VolumeAttributes volumeAttributes labels",
    ],
  ]
}
