namespace CrmLive.Core.Common;

/// <summary>Which personal number; stored, so never renumbered.</summary>
public enum PersonalField { Pesel, IdCard }
