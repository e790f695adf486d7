package latchkey.admin.api.staff;

import java.util.List;

/** A staff member to add. */
public record NewStaff(String name, String email, Staff.Role role, List<String> regions) {}
