package latchkey.admin.api;

import java.util.List;

/** Staff members. */
public record StaffList(List<Staff> items) {}
