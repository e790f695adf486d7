package latchkey.admin.api.staff;

import java.util.List;

/** Staff members. */
public record StaffList(List<Staff> items) {}
